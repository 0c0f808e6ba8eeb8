import type { Terminal } from './tmux.ts'
import { untilShown } from './until.ts'

/** Stands in a window until it is cleared. */
const mark = '· · ·'

/**
 * Empties a client's window by its own commands. The mark first: a window may be empty already, or not drawn yet, and
 * what comes before the client has taken the command would be cleared, too.
 */
export async function clear(
  terminal: Terminal,
  linesOf: (screen: readonly string[]) => readonly string[],
  commands: { readonly print: string; readonly clear: string },
): Promise<void> {
  await terminal.type(`${commands.print} ${mark}`)
  await untilShown(terminal.screen, (screen) => linesOf(screen).some((line) => line.endsWith(mark)))
  await terminal.type(commands.clear)
  await untilShown(terminal.screen, (screen) => linesOf(screen).length === 0)
}
