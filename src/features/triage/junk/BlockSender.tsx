import { useContext, useEffect, useSyncExternalStore } from 'react';
import { BlockSenderDialog } from './BlockSenderDialog.tsx';
import { BlockRequestsContext } from './blockRequests.ts';

/**
 * The dialog that blocks a sender, while one is asked for; mounted by the shell, because the fax may have moved on. Not
 * loaded on demand: the number of the reason is pressed right after the key.
 */
export function BlockSender() {
  const requests = useContext(BlockRequestsContext);
  const request = useSyncExternalStore(requests.subscribe, requests.current);
  // Whoever signs in next was not asked.
  useEffect(() => requests.close, [requests]);
  return request && <BlockSenderDialog request={request} onClose={requests.close} />;
}
