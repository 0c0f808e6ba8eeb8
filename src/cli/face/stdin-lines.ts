import { createInterface } from 'node:readline'
import { utf8Bytes } from '../../protocol/utf8.ts'
import { Exit } from '../exit.ts'
import { defaults } from '../options.ts'

/** The lines of stdin as they come, until its end or the signal. */
export function stdinLines(signal: AbortSignal): AsyncIterable<string> {
  const lines = createInterface({ input: process.stdin, terminal: false })
  if (signal.aborted) lines.close()
  else signal.addEventListener('abort', () => lines.close(), { once: true })
  return lines
}

/**
 * All of these lines as one text, when they have ended; nothing where that was the signal's doing.
 * @throws {Exit} usage, for more than `defaults.blockBytes`
 */
export async function* asBlock(lines: AsyncIterable<string>, signal: AbortSignal): AsyncIterable<string> {
  const all: string[] = []
  let bytes = 0
  for await (const line of lines) {
    all.push(line)
    bytes += utf8Bytes(line) + 1
    if (bytes > defaults.blockBytes) throw tooMuch()
  }
  if (!signal.aborted) yield all.join('\n')
}

function tooMuch(): Exit {
  return new Exit(
    'usage',
    `There is more on stdin than ${defaults.blockBytes / 1024} KiB, which is too much for --block.`,
    'say each line by itself:   earshot send',
  )
}
