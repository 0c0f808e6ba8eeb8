import { createInterface } from 'node:readline'

/** The lines of stdin as they come, until its end or the signal. */
export function stdinLines(signal: AbortSignal): AsyncIterable<string> {
  const lines = createInterface({ input: process.stdin, terminal: false })
  if (signal.aborted) lines.close()
  else signal.addEventListener('abort', () => lines.close(), { once: true })
  return lines
}
