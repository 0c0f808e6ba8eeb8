/** Time as an argument: real where the daemon or the command line wires things, driven by hand in tests. */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number
  /** Runs `run` once after `ms`; the function it gives cancels that, and does nothing afterwards. */
  after(ms: number, run: () => void): () => void
}
