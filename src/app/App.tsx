import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { BrowserRouter } from 'react-router';
import { PaneBoundary } from '../components/PaneBoundary.tsx';
import { ShortcutProvider } from '../components/shortcuts/ShortcutProvider.tsx';
import { DataProvider } from '../data/DataProvider.tsx';
import { AppRoutes } from './AppRoutes.tsx';
import { ConfigGate } from './ConfigGate.tsx';
import { showNotice } from './showNotice.tsx';
import { cssVariables, theme } from './theme.ts';

/** Everything around the pages, outermost first. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <PaneBoundary name="Faxwell">
        <ConfigGate>
          {(config) => (
            <DataProvider config={config} notify={showNotice}>
              {/* No transitions: a key press shows its fax in the same frame. */}
              <BrowserRouter useTransitions={false}>
                <ShortcutProvider>
                  <Notifications position="bottom-center" limit={3} containerWidth={420} />
                  <AppRoutes config={config} />
                </ShortcutProvider>
              </BrowserRouter>
            </DataProvider>
          )}
        </ConfigGate>
      </PaneBoundary>
    </MantineProvider>
  );
}
