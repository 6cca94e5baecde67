import { useParams } from 'react-router';
import { isFolderId } from '../../domain/fax/faxFilter.ts';
import { NotFoundPage } from '../NotFoundPage.tsx';
import { InboxPage } from './InboxPage.tsx';

/** The inbox at an address; a folder that does not exist is a page that does not exist. */
export function InboxRoute() {
  const { folder, faxId } = useParams();
  return isFolderId(folder) ? <InboxPage folder={folder} faxId={faxId} /> : <NotFoundPage />;
}
