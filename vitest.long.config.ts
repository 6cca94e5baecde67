import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,server,e2e}/**/*.long.test.ts'],
    environment: 'node',
    testTimeout: 900_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
