import { defineConfig } from 'vitest/config'

/** The long runs of `npm run proof`. */
const proof = process.env['EARSHOT_PROOF'] !== undefined

/** What has neither ports, clocks nor files needs no process of its own: loading it anew for each file would take half of the time. */
const pure = ['protocol', 'room', 'delivery', 'actors', 'client', 'tui'].map(
  (dir) => `test/${dir}/**/*.test.ts`,
)

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'rest', include: ['test/**/*.test.ts'], exclude: pure } },
    ],
    // For what hangs: a test that waits says itself what did not come.
    testTimeout: proof ? 3_600_000 : 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000, interval: 20 } },
    passWithNoTests: false,
    // Processes, not threads: the control socket sets the umask, which only a main thread can.
    pool: 'forks',
    // More than cores: the long tests wait for other programs most of their time.
    maxWorkers: 4,
    setupFiles: proof ? ['test/patience.ts', 'test/proof.ts'] : ['test/patience.ts'],
  },
})
