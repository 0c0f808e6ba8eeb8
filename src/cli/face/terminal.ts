import { type Interface, clearScreenDown, createInterface, cursorTo, moveCursor } from 'node:readline'
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
const { stdin: input, stdout: output } = process

/** The terminal of this process with Node's line editor. */
export function openTerminal(): Terminal {
  let editor: Interface | undefined
  /** Where the typed text stands is made free, written to, and the typed text put below it again. */
  const above = (line: string) => {
    if (editor === undefined) return void output.write(`${line}\n`)
    eraseTyped(editor.getCursorPos().rows)
    output.write(`${line}\n`)
    standsInRow(editor, 0)
    editor.prompt(true)
  }
  // The terminal has wrapped the typed text anew before the editor does.
  const resized = () => {
    if (editor !== undefined) standsInRow(editor, editor.getCursorPos().rows)
  }
  return {
    say: above,
    note: above,
    open: (on) => {
      const opened = createInterface({ input, output, prompt, historySize: 500 })
      editor = opened
      output.prependListener('resize', resized)
      opened.on('line', (line) => {
        // What was said comes back from the room, in its order; the typed copy would show it twice.
        eraseTyped(Math.floor(textWidth(prompt + line) / output.columns) + 1)
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
      output.off('resize', resized)
      if (closing === undefined) return
      eraseTyped(closing.getCursorPos().rows)
      closing.close()
    },
  }
}

/**
 * Before the editor writes its line anew it goes up by as many rows as it believes that its cursor is below the prompt.
 * It does not count what is typed at the end, nor what we do; this tells it. (Node has no documented way.)
 */
function standsInRow(editor: Interface, row: number): void {
  Object.assign(editor, { prevRows: row })
}

/** Goes up and to the left, and clears from there. */
function eraseTyped(rows: number): void {
  if (rows > 0) moveCursor(output, 0, -rows)
  cursorTo(output, 0)
  clearScreenDown(output)
}
