import type { Terminal } from '../../tui/terminal.ts'
import type { TopView } from './top-rows.ts'
import { cutText } from './width.ts'

/** A whole terminal on which rows are shown anew in their place. */
export interface TopScreen {
  /** What there is for so many columns, and a last line. It is drawn again where the terminal changes its size. */
  draw(view: (columns: number) => TopView, last: string): void
  /** Settles at the next key that means something. */
  key(): Promise<'quit' | 'sort'>
  /** Gives the terminal back as it was. */
  close(): void
}

/** xterm: another screen, without its cursor. */
const enter = '\u001b[?1049h\u001b[?25l'
const leave = '\u001b[?25h\u001b[?1049l'

const keys: ReadonlyMap<string, 'quit' | 'sort'> = new Map([
  ['q', 'quit'],
  ['Q', 'quit'],
  ['\u0003', 'quit'],
  ['\u0004', 'quit'],
  ['s', 'sort'],
  ['S', 'sort'],
])

export function openTopScreen(terminal: Terminal): TopScreen {
  const { input, output } = terminal
  let redraw = (): void => {}
  let pressed: (key: 'quit' | 'sort') => void = () => {}
  let isOpen = true
  const close = (): void => {
    if (!isOpen) return
    isOpen = false
    output.off('resize', resized)
    input.off('data', heard).pause()
    terminal.raw(false)
    process.off('exit', close)
    // Also in the process's last moment.
    terminal.writeLast(leave)
  }
  const resized = (): void => redraw()
  const heard = (chunk: Buffer): void => {
    const key = keys.get(chunk.toString('latin1'))
    if (key !== undefined) pressed(key)
  }
  process.on('exit', close)
  output.on('resize', resized)
  terminal.raw(true)
  input.on('data', heard).resume()
  terminal.write(enter)
  return {
    draw(view, last) {
      redraw = () => {
        const { columns, rows: height } = terminal.size()
        terminal.write(frame(linesOf(view(columns), cutText(last, columns), height)))
      }
      redraw()
    },
    key: () => new Promise((resolve) => (pressed = resolve)),
    close,
  }
}

/** As many rows as there is room for; the titles stand out (ECMA-48 §8.3.117), the last line stands last. */
function linesOf({ head, titles, rows }: TopView, last: string, height: number): string[] {
  const shown = [...head, `\u001b[7m${titles}\u001b[0m`, ...rows].slice(0, Math.max(0, height - 1))
  return [...shown, ...Array<string>(Math.max(0, height - 1 - shown.length)).fill(''), last]
}

/** ECMA-48 §8.3.21, §8.3.41: from the first cell on, each line with what was behind it away. */
function frame(lines: readonly string[]): string {
  return `\u001b[H${lines.join('\u001b[K\r\n')}\u001b[K`
}
