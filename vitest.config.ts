import { defineConfig } from 'vitest/config'

/** The long runs of `npm run proof`. */
const proof = process.env['EARSHOT_PROOF'] !== undefined

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // For what hangs: a test that waits says itself what did not come.
    testTimeout: proof ? 3_600_000 : 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000, interval: 20 } },
    passWithNoTests: false,
    // Processes, not threads: the control socket sets the umask, which only a main thread can.
    pool: 'forks',
    // More than cores: the long tests wait for other programs most of their time.
    maxWorkers: 3,
    setupFiles: proof ? ['test/patience.ts', 'test/proof.ts'] : ['test/patience.ts'],
  },
})
