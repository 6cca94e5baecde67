import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The embedded server that `npm run dev` starts beside Vite. */
const SERVER = process.env.FAXWELL_SERVER ?? 'http://127.0.0.1:8080';
const served = ['/fhir', '/auth', '/oauth2', '/fhircast', '/config.json', '/healthz', '/livez', '/webhooks'];

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    // Browsers with light-dark(). For older ones the build would rewrite it into variables that follow only a
    // color-scheme written out in the style sheet, and Mantine's is a variable: every such colour would be lost.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    sourcemap: true,
  },
  server: {
    proxy: {
      ...Object.fromEntries(served.map((path) => [path, SERVER])),
      '/ws': { target: SERVER, ws: true },
    },
  },
});
