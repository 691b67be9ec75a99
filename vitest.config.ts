import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Several tests use what is built, so it is built first.
    globalSetup: ['tests/build.ts'],
    setupFiles: ['tests/seed.ts'],
    testTimeout: 30_000,
  },
});
