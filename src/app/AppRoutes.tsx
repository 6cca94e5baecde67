import { Center, Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useNavigate } from 'react-router';
import type { AppConfig } from '../data/config.ts';
import { useAuth } from '../data/session.ts';
import { defaultOrder } from '../domain/fax/faxFilter.ts';
import { ATTENTION_PATTERN, FIRST_ADMIN_PATH, HOME_PATH, INBOX_PATTERN, inboxPath } from '../paths.ts';
import { InboxRoute } from './inbox/InboxRoute.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { AppCommands } from './shortcuts/AppCommands.tsx';
import { useNewBuildNotice } from './useNewBuildNotice.ts';

const SignInPage = lazy(async () => ({
  default: (await import('../features/session/SignInPage.tsx')).SignInPage,
}));
const FirstAdminPage = lazy(async () => ({
  default: (await import('../features/session/FirstAdminPage.tsx')).FirstAdminPage,
}));
const AttentionPage = lazy(async () => ({
  default: (await import('./attention/AttentionPage.tsx')).AttentionPage,
}));

const START = inboxPath({ folder: 'unassigned', order: defaultOrder('unassigned') });

/** The pages. Signing in stands in the place of the page asked for, so that it shows right after. */
export function AppRoutes({ config }: { readonly config: AppConfig }) {
  const auth = useAuth();
  const navigate = useNavigate();
  useNewBuildNotice(config.build);
  if (auth === 'loading') {
    return <Waiting />;
  }
  if (auth === 'signed-out') {
    return (
      <Suspense fallback={<Waiting />}>
        <Routes>
          <Route
            path={FIRST_ADMIN_PATH}
            element={<FirstAdminPage onCreated={() => void navigate(HOME_PATH, { replace: true })} />}
          />
          <Route path="*" element={<SignInPage clientId={config.clientId} />} />
        </Routes>
      </Suspense>
    );
  }
  return (
    <>
      <AppCommands />
      <Routes>
        <Route path={HOME_PATH} element={<Navigate to={START} replace />} />
        <Route path={INBOX_PATTERN} element={<InboxRoute />} />
        <Route
          path={ATTENTION_PATTERN}
          element={
            <Suspense fallback={<Waiting />}>
              <AttentionPage />
            </Suspense>
          }
        />
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </>
  );
}

function Waiting() {
  return (
    <Center h="100%">
      <Loader role="status" aria-label="Loading Faxwell" />
    </Center>
  );
}
