import { type Pen, encode } from './encode.ts'
import type { Frame, ScreenRow } from './view/view.ts'

/** Where the screen is written. */
export interface Sink {
  /** False where no more can be taken for now. */
  write(text: string): boolean
  /** Writes at once, whatever waits: the process may end after it. */
  writeLast(text: string): void
}

/*
 * xterm's ctlseqs: the alternate screen, no wrapping (a letter that is wider than we think then stays in its row), bracketed
 * paste, focus.
 */
const enter = '\x1b[?1049h\x1b[?7l\x1b[?2004h\x1b[?1004h\x1b[H\x1b[2J'
const leave = '\x1b[?25h\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[?1049l'
const mouseOn = '\x1b[?1000h\x1b[?1006h'
const mouseOff = '\x1b[?1006l\x1b[?1000l'
/** Synchronised output: what is between the two is seen at once. */
const begin = '\x1b[?2026h\x1b[?25l'
const end = '\x1b[?25h\x1b[?2026l'

/**
 * The only writer to the terminal while it is open. Writes rows that differ from the last frame, in one write, and nothing
 * where none does.
 */
export class Screen {
  readonly #sink: Sink
  readonly #pen: () => Pen
  #state: 'closed' | 'open' | 'blocked' = 'closed'
  #shown: readonly string[] = []
  #rows: readonly ScreenRow[] = []
  #cursor = ''

  constructor(sink: Sink, pen: () => Pen) {
    this.#sink = sink
    this.#pen = pen
  }

  get isOpen(): boolean {
    return this.#state !== 'closed'
  }

  open(hasMouse: boolean): void {
    if (this.isOpen) return
    this.#state = 'open'
    this.forget()
    this.#write(enter + (hasMouse ? mouseOn : ''))
  }

  /** Gives the terminal back, once. */
  close(): void {
    if (!this.isOpen) return
    this.#state = 'closed'
    this.#sink.writeLast(`\x1b[0m${mouseOff}${leave}`)
  }

  mouse(isOn: boolean): void {
    if (this.isOpen) this.#write(isOn ? mouseOn : mouseOff)
  }

  bell(): void {
    if (this.#state === 'open') this.#write('\x07')
  }

  /** To the desktop, as `noticeOf` says it. */
  notice(sequence: string): void {
    if (this.#state === 'open') this.#write(sequence)
  }

  /** To the clipboard, where the terminal lets us (OSC 52). */
  copy(text: string): void {
    if (this.#state === 'open') this.#write(`\x1b]52;c;${Buffer.from(text).toString('base64')}\x1b\\`)
  }

  /** What the terminal shows is not known any more. */
  forget(): void {
    this.#shown = []
    this.#rows = []
    this.#cursor = ''
  }

  /** Nothing is drawn while the terminal takes no more; false then. */
  draw({ rows, cursor }: Frame): boolean {
    if (this.#state !== 'open') return false
    const pen = this.#pen()
    const place = `\x1b[${cursor.row + 1};${cursor.column + 1}H`
    const next = rows.map((row, i) => {
      const known = this.#shown[i]
      return row === this.#rows[i] && known !== undefined ? known : encode(row, pen)
    })
    const out = next.map((row, i) => (row === this.#shown[i] ? '' : `\x1b[${i + 1};1H${row}`)).join('')
    this.#rows = rows
    this.#shown = next
    if (out === '' && place === this.#cursor) return true
    this.#cursor = place
    this.#write(begin + out + place + end)
    return true
  }

  /** The terminal takes more again. */
  drained(): void {
    if (this.#state === 'blocked') this.#state = 'open'
  }

  #write(text: string): void {
    if (!this.#sink.write(text)) this.#state = 'blocked'
  }
}
