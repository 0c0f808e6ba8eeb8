import { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { type Key as NodeKey, emitKeypressEvents } from 'node:readline'
import { mostTyped } from './editor/editor.ts'
import type { Key } from './events.ts'

/** What the terminal says when somebody does something. */
export interface Pressed {
  readonly key: (key: Key) => void
  readonly paste: (text: string) => void
  /** Notches up, or down where it is negative. */
  readonly wheel: (up: number) => void
  readonly focus: (isFocused: boolean) => void
}

/** How long an Escape waits for what it may begin, ms. */
const escapeMs = 30
const pasteStart = '\x1b[200~'
const pasteEnd = '\x1b[201~'

/** A key: of CSI, of SS3 (also with Alt as another Escape before), or of Alt and a letter. */
const sequence = /^\x1b?\x1b(?:\[[\d;]*[@-~]|O[@-~])|^\x1b[^[O\x1b]/u
const unfinished = /^\x1b?\x1b?(?:\[[<?]?[\d;]*|O|[\]P][^\x07\x1b]{0,1000}\x1b?)?$/
const mouse = /^\x1b\[<(\d+);\d+;\d+[Mm]/
const focus = /^\x1b\[([IO])/
/** CSI u: a key by its code point, and one more than the sum of its modifiers (fixterms). */
const codedKey = /^\x1b\[(\d+)(?:;(\d+))?u/
/** What terminals answer that nobody asked them here: attributes, modes, colours. */
const answer = /^\x1b\[\?[\d;]*\$?[a-z]|^\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|^\x1bP[^\x1b]*\x1b\\/

/**
 * Bytes of a terminal as keys, pastes, notches of the wheel and focus (xterm's ctlseqs; bracketed paste, SGR mouse). What
 * are keys is decoded by Node.
 */
export class Keyboard {
  readonly #on: Pressed
  readonly #utf8 = new StringDecoder('utf8')
  readonly #keys = new Readable({ read: () => undefined })
  #rest = ''
  #pasted: string | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(on: Pressed) {
    this.#on = on
    emitKeypressEvents(this.#keys)
    this.#keys.on('keypress', (text: string | undefined, key: NodeKey) => on.key(named(text, key)))
  }

  push(bytes: Buffer): void {
    clearTimeout(this.#timer)
    this.#rest += this.#utf8.write(bytes)
    while (this.#rest !== '' && this.#next());
    if (this.#rest !== '' && this.#pasted === undefined)
      this.#timer = setTimeout(() => this.#giveUp(), escapeMs)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#keys.destroy()
  }

  /** Takes one thing off the rest; false where more has to come. */
  #next(): boolean {
    if (this.#pasted !== undefined) return this.#paste(this.#pasted)
    if (!this.#rest.startsWith('\x1b')) {
      const end = this.#rest.indexOf('\x1b')
      this.#decode(this.#take(end === -1 ? this.#rest.length : end))
      return true
    }
    if (this.#rest.startsWith(pasteStart)) {
      this.#take(pasteStart.length)
      this.#pasted = ''
      return true
    }
    for (const [pattern, act] of this.#rows) {
      const match = pattern.exec(this.#rest)
      if (match === null) continue
      this.#take(match[0].length)
      act(match)
      return true
    }
    if (unfinished.test(this.#rest)) return false
    this.#take(1)
    this.#on.key({ name: 'escape' })
    return true
  }

  readonly #rows: readonly (readonly [RegExp, (match: RegExpExecArray) => void])[] = [
    [
      mouse,
      ([, button]) => {
        if (button === '64') this.#on.wheel(1)
        else if (button === '65') this.#on.wheel(-1)
      },
    ],
    [focus, ([, how]) => this.#on.focus(how === 'I')],
    [
      codedKey,
      ([, code, modifiers]) => {
        const key = codedName(Number(code), Number(modifiers ?? 1) - 1)
        if (key !== undefined) this.#on.key(key)
      },
    ],
    [answer, () => undefined],
    [sequence, ([text]) => this.#decode(text)],
  ]

  #paste(before: string): boolean {
    const end = this.#rest.indexOf(pasteEnd)
    // The beginning of its end may be here already.
    const taken = this.#take(end === -1 ? Math.max(0, this.#rest.length - pasteEnd.length + 1) : end)
    // What is too much for the editor is not kept for it.
    this.#pasted = (before + taken).slice(0, mostTyped)
    if (end === -1) return false
    this.#take(pasteEnd.length)
    this.#on.paste(this.#pasted)
    this.#pasted = undefined
    return true
  }

  #take(units: number): string {
    const taken = this.#rest.slice(0, units)
    this.#rest = this.#rest.slice(units)
    return taken
  }

  /** What was begun is not ended: the first letter was the key Escape. */
  #giveUp(): void {
    this.#take(1)
    this.#on.key({ name: 'escape' })
    if (this.#rest !== '') this.#decode(this.#take(this.#rest.length))
  }

  #decode(text: string): void {
    this.#keys.emit('data', Buffer.from(text))
  }
}

/** A key of Node's by our name for it. */
function named(text: string | undefined, { name, ctrl, meta, shift, sequence = '' }: NodeKey): Key {
  if (sequence === '\x1f') return { name: 'C-_' }
  if (name === 'enter') return { name: meta === true ? 'M-return' : 'C-j' }
  const isTyped = text !== undefined && ctrl !== true && meta !== true && !/[\0-\x1f\x7f-\x9f]/.test(text)
  if (isTyped) return { name: text, text }
  const base = name ?? sequence.replace(/^\x1b/, '')
  const isShifted = shift === true && base.length > 1
  return { name: `${ctrl === true ? 'C-' : ''}${meta === true ? 'M-' : ''}${isShifted ? 'S-' : ''}${base}` }
}

const coded: Readonly<Record<number, string>> = { 9: 'tab', 13: 'return', 27: 'escape', 127: 'backspace' }

function codedName(code: number, modifiers: number): Key | undefined {
  if (code > 0x10_ffff || (code >= 0xd800 && code < 0xe000)) return undefined
  const letter = String.fromCodePoint(code)
  const base = coded[code] ?? letter
  const isCtrl = (modifiers & 4) !== 0
  const isAlt = (modifiers & 2) !== 0
  if (!isCtrl && !isAlt && coded[code] === undefined)
    return code < 32 ? undefined : { name: letter, text: letter }
  const isShifted = (modifiers & 1) !== 0 && base.length > 1
  return { name: `${isCtrl ? 'C-' : ''}${isAlt ? 'M-' : ''}${isShifted ? 'S-' : ''}${base}` }
}
