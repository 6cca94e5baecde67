import react from '@vitejs/plugin-react';
import { defineConfig, type ServerOptions } from 'vite';
import { readSettings } from './server/settings.ts';

const served = ['/fhir', '/auth', '/oauth2', '/storage', '/config.json', '/healthz', '/livez', '/webhooks'];

const DIALOGS = /@mantine\/core\/.*\/(Modal|ModalBase|Drawer|ScrollArea)\/|react-remove-scroll/;

export default defineConfig(({ command }) => ({
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    // Browsers with light-dark(). For older ones the build would rewrite it into variables that follow only a
    // color-scheme written out in the style sheet, and Mantine's is a variable: every such colour would be lost.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    sourcemap: true,
    rolldownOptions: {
      // They make a component or a context and touch nothing else: what is made and never used may be left out, which
      // the bundler cannot see by itself in @medplum/react, one file with every component of a clinic's desk.
      treeshake: { manualPureFunctions: ['createContext', 'createReactComponent', 'forwardRef', 'memo'] },
      // With what every page stands on. In chunks of their own the page to sign in would ask for them and use nothing of
      // them: https://github.com/rolldown/rolldown/issues/4812
      output: { codeSplitting: { groups: [{ name: 'base', test: DIALOGS }] } },
    },
  },
  // A build is the same whatever the settings are.
  ...(command === 'serve' && { server: { proxy: proxyToServer() } }),
}));

/** The embedded server that `npm run dev` starts beside Vite, wherever the settings put it. */
function proxyToServer(): ServerOptions['proxy'] {
  const { tls, port } = readSettings();
  // Whoever made its certificate vouched for another name than this one.
  const server = { target: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, secure: false };
  return {
    ...Object.fromEntries(served.map((path) => [path, server])),
    '/ws': { ...server, ws: true },
  };
}
