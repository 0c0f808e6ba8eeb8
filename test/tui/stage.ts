import xterm from '@xterm/headless'
import type { Display, Model } from '../../src/client/model.ts'
import type { Intent } from '../../src/client/intents.ts'
import { start } from '../../src/client/register.ts'
import { advance } from '../../src/client/session.ts'
import { parse } from '../../src/protocol/message.ts'
import { newBuffer } from '../../src/tui/buffers.ts'
import { nothing } from '../../src/tui/editor/said.ts'
import type { TuiEffect, TuiEvent } from '../../src/tui/events.ts'
import { type Settings, type Size, type Tui, currentOf } from '../../src/tui/model.ts'
import { Screen } from '../../src/tui/screen.ts'
import { usualSettings } from '../../src/tui/settings.ts'
import { update } from '../../src/tui/update.ts'
import { view } from '../../src/tui/view/view.ts'

/** A terminal that is only looked at: what a real one would show of the bytes that it is given. */
export class Glass {
  readonly bytes: string[] = []
  readonly terminal: xterm.Terminal
  #written: Promise<void> = Promise.resolve()

  constructor({ columns, rows }: Size) {
    this.terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 })
  }

  write(text: string): boolean {
    this.bytes.push(text)
    this.#written = new Promise((done) => this.terminal.write(text, done))
    return true
  }

  writeLast(text: string): void {
    this.write(text)
  }

  /** The rows that are seen, without blanks at their ends. */
  async rows(): Promise<string[]> {
    await this.#written
    const { active } = this.terminal.buffer
    return Array.from(
      { length: this.terminal.rows },
      (_, i) => active.getLine(i)?.translateToString(true) ?? '',
    )
  }

  /** What the row is about its first letter that is one of these: its colours are seen. */
  async cell(row: number, column: number): Promise<xterm.IBufferCell | undefined> {
    await this.#written
    return this.terminal.buffer.active.getLine(row)?.getCell(column)
  }
}

const caps =
  'message-tags server-time echo-message batch labeled-response draft/chathistory draft/message-redaction'
/** 22 Nov 2026, 12:04 on the clock of this computer. */
const noon = new Date(2026, 10, 22, 12, 4).getTime()

/** Somebody at a screen: lines of the room and keys in, rows and intents out. */
export class Person {
  tui: Tui
  room: Model
  at = noon
  /** What is to be done besides what goes to the room. */
  readonly effects: TuiEffect[] = []
  /** What was sent, as commands and parameters. */
  readonly sent: (readonly string[])[] = []
  #ids = 0

  constructor(size: Size = { columns: 80, rows: 24 }, settings: Partial<Settings> = {}) {
    this.room = start({ nick: 'ann', user: 'a', realname: 'Ann', channels: ['#lobby'] }, this.at).model
    const buffer = newBuffer('#lobby', this.at, nothing)
    this.tui = {
      room: this.room,
      network: { is: 'here' },
      buffers: [buffer],
      current: buffer.key,
      size,
      overlay: { is: 'none' },
      settings: { ...usualSettings, ...settings },
      isFocused: true,
      now: this.at,
      said: nothing,
      killed: [],
    }
    this.hear(
      `CAP * LS :${caps}`,
      `CAP ann ACK :${caps}`,
      ':s 001 ann :Welcome',
      ':s 005 ann NETWORK=Office :are supported',
      ':ann!a@h JOIN #lobby',
      ':s 332 ann #lobby :Tea at four',
      ':s 353 ann = #lobby :@ann bob +cleo',
      ':s 366 ann #lobby :End',
    )
    this.sent.splice(0)
  }

  /** Lines of the room. */
  hear(...lines: string[]): this {
    for (const line of lines) {
      const message = parse(line)
      if (message !== undefined) this.#step(advance(this.room, { type: 'line', message, at: this.at }))
    }
    return this
  }

  /** Somebody says it in a channel, with the next msgid. */
  says(nick: string, text: string, where = '#lobby', tags = ''): this {
    const time = new Date(this.at).toISOString()
    return this.hear(`@msgid=i${++this.#ids};time=${time}${tags} :${nick}!u@h PRIVMSG ${where} :${text}`)
  }

  /** Something happened in #lobby, whatever the room would let happen. */
  tell(display: Partial<Display> & Pick<Display, 'type'>): this {
    this.#show({ time: this.at, text: '', channel: '#lobby', self: false, ...display })
    return this
  }

  press(...names: string[]): this {
    for (const name of names)
      this.happen({ type: 'key', at: this.at, name, ...(name.length === 1 ? { text: name } : {}) })
    return this
  }

  type(text: string): this {
    for (const letter of text) this.happen({ type: 'key', at: this.at, name: letter, text: letter })
    return this
  }

  wait(ms: number): this {
    this.at += ms
    this.happen({ type: 'tick', at: this.at })
    return this
  }

  happen(event: TuiEvent): void {
    const { tui, effects } = update(this.tui, event)
    this.tui = tui
    for (const effect of effects) {
      if (effect.do === 'want') this.want(effect.intent)
      else this.effects.push(effect)
    }
  }

  want(intent: Intent): void {
    this.#step(advance(this.room, { type: 'intent', intent, at: this.at, nonce: () => 'n' }))
  }

  /** What is typed, with a bar where the cursor is. */
  get typed(): string {
    const { text, at } = currentOf(this.tui).editor
    return `${text.slice(0, at)}|${text.slice(at)}`
  }

  async look(): Promise<string[]> {
    return await (await this.glass()).rows()
  }

  async glass(): Promise<Glass> {
    const glass = new Glass(this.tui.size)
    const screen = new Screen(glass, () => ({ theme: this.tui.settings.theme, isBidi: false }))
    screen.open(true)
    screen.draw(view(this.tui))
    await glass.rows()
    return glass
  }

  #step({ model, effects }: ReturnType<typeof advance>): void {
    this.room = model
    for (const effect of effects) {
      if (effect.do === 'show') this.#show(effect.display)
      else if (effect.do === 'send') this.sent.push([effect.message.command, ...effect.message.params])
    }
    this.happen({ type: 'room', room: model, network: this.tui.network, at: this.at })
  }

  #show(display: Display): void {
    this.happen({ type: 'heard', display, room: this.room, at: this.at })
  }
}
