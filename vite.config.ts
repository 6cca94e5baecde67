import react from '@vitejs/plugin-react';
import { defineConfig, type ServerOptions } from 'vite';
import { readSettings } from './server/settings.ts';

const served = ['/fhir', '/auth', '/oauth2', '/storage', '/config.json', '/healthz', '/livez', '/webhooks'];

/** What signing in and the list stand on. */
const BASE = new RegExp(
  [
    'node_modules/(react|react-dom|scheduler|react-router|react-remove-scroll)/',
    'node_modules/(@floating-ui|@medplum/core|@medplum/react-hooks|@tanstack|libphonenumber-js)/',
    '@mantine/hooks/',
    '@mantine/core/esm/(core|utils)/',
    '@mantine/core/esm/components/(ActionIcon|Button|Input|Menu|Modal|ModalBase|Popover|Portal)/',
    '@mantine/core/esm/components/(ScrollArea|Tooltip|Transition)/',
  ].join('|'),
);

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
      // In one chunk, which compresses better than twenty. Some of it has to be there: in chunks of their own, dialogs
      // would be asked for by the page to sign in, which uses nothing of them.
      // https://github.com/rolldown/rolldown/issues/4812
      output: { codeSplitting: { groups: [{ name: 'base', test: BASE }] } },
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
