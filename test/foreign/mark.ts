import type { Terminal } from '../tmux.ts'

const sign = '· · ·'
let marks = 0

/** Has a client print a mark into its window and waits for it: what stands above is no more of interest. */
export async function mark(terminal: Terminal, print: string): Promise<void> {
  const mine = `${sign} ${++marks}`
  terminal.enter(`${print} ${mine}`)
  // Not the row where it is typed: that one has the command, too.
  await terminal.until(mine, () => terminal.screen().some((row) => isMark(row, mine, print)))
}

const isMark = (row: string, mine: string, print: string): boolean =>
  row.includes(mine) && !row.includes(print)

/** The lines below the last mark. */
export function belowMark(lines: readonly string[]): readonly string[] {
  return lines.slice(lines.findLastIndex((line) => line.includes(sign)) + 1)
}
