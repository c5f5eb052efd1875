import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/postgres.global.ts'],
    // Two cores are the common small machine; more workers only make the embedded databases compete.
    maxWorkers: 2,
    // Whatever hangs is found by this too; a busy machine takes several times as long as a quiet one.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary', 'json-summary'] },
  },
});
