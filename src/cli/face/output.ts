import { once } from 'node:events'
import { exitCodes } from '../exit.ts'

/** stdout is data, stderr is talk. Both take whole lines that are safe to show. */
export interface Output {
  say(line: string): void
  note(line: string): void
}

/** The process's own streams, with nothing on the screen but lines. */
export const plainOutput: Output = {
  say: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
}

/** Waits while whoever reads our stdout takes less than there is to say. */
export async function drained(): Promise<void> {
  if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
}

/** Whether somebody can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY && process.env['TERM'] !== 'dumb'
}

/** Whether lines are typed under lines that arrive. */
export function isTerminal(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && process.env['TERM'] !== 'dumb'
}

/** Ends the process where its output cannot be written. */
export function endOnBrokenOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => process.exit(brokenOutput(error)))
  }
}

/**
 * The exit code where output cannot be written, after saying why. Whoever reads our output has enough
 * (`earshot listen | head -1`): that is no failure.
 */
export function brokenOutput(error: NodeJS.ErrnoException): number {
  if (error.code === 'EPIPE') return exitCodes.ok
  if (!process.stderr.errored) plainOutput.note(`The output cannot be written: ${error.message}.`)
  return exitCodes.failure
}
