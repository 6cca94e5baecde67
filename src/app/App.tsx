import '@mantine/core/styles.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { BrowserRouter } from 'react-router';
import { PaneBoundary } from '../components/PaneBoundary.tsx';
import { ShortcutProvider } from '../components/shortcuts/ShortcutProvider.tsx';
import { DataProvider } from '../data/DataProvider.tsx';
import type { Notice } from '../data/notify.ts';
import { usePersonId } from '../data/session.ts';
import { AppRoutes } from './AppRoutes.tsx';
import { ConfigGate } from './ConfigGate.tsx';
import { cssVariables, theme } from './theme.ts';

/** Loaded with the first notice: nothing is announced before the first list is there. */
async function notify(notice: Notice): Promise<void> {
  const { showNotice } = await import('./showNotice.tsx');
  showNotice(notice);
}

/** The keys as whoever is signed in has set them. */
function PersonsShortcuts({ children }: { readonly children: ReactNode }) {
  return <ShortcutProvider personId={usePersonId()}>{children}</ShortcutProvider>;
}

/** Everything around the pages, outermost first. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <PaneBoundary name="Faxwell">
        <ConfigGate>
          {(config) => (
            <DataProvider config={config} notify={notify}>
              {/* No transitions: a key press shows its fax in the same frame. */}
              <BrowserRouter useTransitions={false}>
                <PersonsShortcuts>
                  <AppRoutes config={config} />
                </PersonsShortcuts>
              </BrowserRouter>
            </DataProvider>
          )}
        </ConfigGate>
      </PaneBoundary>
    </MantineProvider>
  );
}
