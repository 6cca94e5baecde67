import { useNavigate } from 'react-router';
import { FullPageMessage } from '../components/FullPageMessage.tsx';
import { HOME_PATH } from '../paths.ts';
import { usePageTitle } from './usePageTitle.ts';

export function NotFoundPage() {
  const navigate = useNavigate();
  usePageTitle('Page not found');
  return (
    <FullPageMessage
      title="There is no such page"
      message="The address may be mistyped or from an older Faxwell. Nothing was changed."
      action="Go to the inbox"
      onAction={() => navigate(HOME_PATH)}
    />
  );
}
