import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Skipped tests are failures where the whole toolbox must be there (CI): see test/reporter in scripts/test.mjs.
    passWithNoTests: false,
  },
})
