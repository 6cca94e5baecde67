import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,server,scripts,bench}/**/*.test.ts'],
    environment: 'node',
    // Kills, races and soaks run for minutes: `npm run test:long`.
    exclude: ['**/*.long.test.ts', 'node_modules/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
