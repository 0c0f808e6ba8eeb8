import { type Interface, clearLine, createInterface, cursorTo, moveCursor } from 'node:readline'
import type { Output } from './output.ts'
import { textWidth } from './width.ts'

/** Lines are typed at the bottom while lines arrive above. */
export interface Terminal extends Output {
  /** Starts taking lines. */
  open(on: {
    readonly line: (line: string) => void
    readonly leave: (how: 'end' | 'interrupt') => void
  }): void
  close(): void
}

const prompt = '> '

/** The terminal of this process with Node's line editor. */
export function openTerminal(): Terminal {
  let editor: Interface | undefined
  /** Where the typed text stands is made free, written to, and the typed text put below it again. */
  const above = (line: string) => {
    if (editor !== undefined) eraseTyped(editor.getCursorPos().rows)
    process.stdout.write(`${line}\n`)
    editor?.prompt(true)
  }
  return {
    say: above,
    note: above,
    open: (on) => {
      const opened = createInterface({
        input: process.stdin,
        output: process.stdout,
        prompt,
        historySize: 500,
      })
      editor = opened
      opened.on('line', (line) => {
        // What was said comes back from the room, in its order; the typed copy would show it twice.
        eraseTyped(Math.floor(textWidth(prompt + line) / process.stdout.columns) + 1)
        on.line(line)
        if (editor !== undefined) opened.prompt()
      })
      opened.on('SIGINT', () => on.leave('interrupt'))
      opened.on('close', () => {
        if (editor !== undefined) on.leave('end')
      })
      opened.prompt()
    },
    close: () => {
      const closing = editor
      editor = undefined
      if (closing === undefined) return
      eraseTyped(closing.getCursorPos().rows)
      closing.close()
    },
  }
}

/** Goes up and to the left, and clears from there. */
function eraseTyped(rows: number): void {
  if (rows > 0) moveCursor(process.stdout, 0, -rows)
  cursorTo(process.stdout, 0)
  clearLine(process.stdout, 0)
  process.stdout.write('\x1b[J')
}
