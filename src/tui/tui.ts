import type { Conversation } from '../client/conversation.ts'
import type { Display, Model } from '../client/model.ts'
import type { Clock } from '../protocol/clock.ts'
import { Alarm } from './alarm.ts'
import { newBuffer, told } from './buffers.ts'
import { type Said, saidWith } from './editor/said.ts'
import type { Pen } from './encode.ts'
import type { TuiEffect, TuiEvent } from './events.ts'
import { Frames } from './frames.ts'
import { Keyboard } from './keyboard.ts'
import type { Network, Settings, Tui } from './model.ts'
import { Screen } from './screen.ts'
import type { Terminal } from './terminal.ts'
import { unsaidIn } from './unsaid.ts'
import { update } from './update.ts'
import { view } from './view/view.ts'

export interface TuiInput {
  readonly terminal: Terminal
  readonly clock: Pick<Clock, 'now' | 'after'>
  /** ms since 1970. */
  readonly now: () => number
  readonly channel: string
  /** What was said before this run. */
  readonly said: Said
  readonly room: Model
  readonly settings: Settings
  /** Whether the terminal reorders text. */
  readonly isBidi: boolean
  /** Somebody said something for us, and nobody looks. */
  readonly notify: (display: Display) => void
}

/** Rows that a notch of the wheel is. */
const notchRows = 3
/** The size changes many times while a window is drawn larger, ms. */
const resizeMs = 50
const tickMs = 1_000

/**
 * The full screen: what happens and what is typed goes through `update`, and `view` is drawn. What is heard before `open`
 * is there when it opens.
 */
export class FullScreen {
  readonly #input: TuiInput
  readonly #screen: Screen
  readonly #alarm: Alarm
  readonly #frames: Frames
  readonly #keyboard: Keyboard
  #tui: Tui
  #room: Model
  #talk: Conversation | undefined
  #interrupt: () => void = () => undefined
  #ticker: NodeJS.Timeout | undefined
  #resizing: NodeJS.Timeout | undefined

  constructor(input: TuiInput) {
    const { terminal, clock, settings, room, channel, said, now } = input
    this.#input = input
    const buffer = newBuffer(channel, now(), said)
    this.#room = room
    this.#tui = {
      room,
      network: { is: 'here' },
      buffers: [buffer],
      current: buffer.key,
      size: terminal.size(),
      overlay: { is: 'none' },
      settings,
      isFocused: true,
      now: now(),
      said,
      killed: [],
    }
    const pen = (): Pen => ({ theme: this.#tui.settings.theme, isBidi: input.isBidi })
    this.#screen = new Screen(terminal, pen)
    this.#alarm = new Alarm(this.#screen, clock)
    this.#frames = new Frames(() => this.#draw(), clock)
    this.#keyboard = new Keyboard({
      key: (key) => this.#pressed({ type: 'key', at: now(), ...key }),
      paste: (text) => this.#pressed({ type: 'paste', at: now(), text }),
      wheel: (up) => this.#pressed({ type: 'wheel', up: up * notchRows }),
      focus: (isFocused) => this.#pressed({ type: 'focus', at: now(), isFocused }),
    })
  }

  /** Something to show. */
  show(display: Display, room: Model): void {
    this.#happen({ type: 'heard', display, room, at: this.#input.now() })
    this.#frames.later()
  }

  /** The room changed. What it is then is looked at for the next frame, however often it changes until then. */
  watch(room: Model): void {
    this.#room = room
    this.#frames.later()
  }

  /** A line of the client itself. */
  note(text: string): void {
    this.#tui = told(this.#tui, text)
    this.#frames.later()
  }

  /** Takes the terminal. `close` gives it back, and so does the end of the process, whatever it is. */
  open(talk: Conversation, interrupt: () => void): void {
    const { terminal } = this.#input
    this.#talk = talk
    this.#interrupt = interrupt
    terminal.input.on('data', this.#typed)
    terminal.output.on('resize', this.#resized).on('drain', this.#drained)
    process.on('exit', this.#leave).on('uncaughtExceptionMonitor', this.#fail)
    process.on('SIGTSTP', this.#suspend).on('SIGCONT', this.#continued)
    this.#ticker = setInterval(() => this.#tick(), tickMs)
    this.#enter()
  }

  close(): void {
    const { terminal } = this.#input
    clearInterval(this.#ticker)
    clearTimeout(this.#resizing)
    this.#frames.stop()
    this.#keyboard.close()
    terminal.input.off('data', this.#typed)
    terminal.input.pause()
    terminal.output.off('resize', this.#resized).off('drain', this.#drained)
    process.off('exit', this.#leave).off('uncaughtExceptionMonitor', this.#fail)
    process.off('SIGTSTP', this.#suspend).off('SIGCONT', this.#continued)
    this.#leave()
  }

  /** What was typed and not sent, or not confirmed, in lines that are safe to show. */
  readonly unsaid = (): string[] => unsaidIn(this.#tui)

  /** What was said, in this run and before. */
  readonly said = (): Said => saidWith(this.#tui.said, this.#tui.buffers)

  readonly #typed = (bytes: Buffer): void => this.#keyboard.push(bytes)

  readonly #drained = (): void => {
    this.#screen.drained()
    this.#frames.later()
  }

  readonly #resized = (): void => {
    clearTimeout(this.#resizing)
    this.#resizing = setTimeout(() => {
      this.#happen({ type: 'resized', size: this.#input.terminal.size() })
      this.#screen.forget()
      this.#frames.soon()
    }, resizeMs)
  }

  readonly #leave = (): void => {
    if (!this.#screen.isOpen) return
    this.#screen.close()
    this.#input.terminal.raw(false)
  }

  /** A fault of ours ends us: the terminal is given back, and what was typed is not lost with it. */
  readonly #fail = (): void => {
    if (!this.#screen.isOpen) return
    this.#leave()
    for (const line of this.unsaid()) this.#input.terminal.writeLast(`${line}\r\n`)
  }

  /** Stops as any program does at Ctrl-Z, with all that were started with us. */
  readonly #suspend = (): void => {
    this.#leave()
    process.off('SIGTSTP', this.#suspend).off('SIGCONT', this.#continued)
    // Nothing below is done before somebody lets us go on.
    process.kill(0, 'SIGTSTP')
    process.on('SIGTSTP', this.#suspend).on('SIGCONT', this.#continued)
    this.#enter()
  }

  /** Somebody stopped us without asking; what the terminal shows is not known. */
  readonly #continued = (): void => {
    this.#leave()
    this.#enter()
  }

  #enter(): void {
    this.#input.terminal.raw(true)
    this.#input.terminal.input.resume()
    this.#screen.open(this.#tui.settings.mouse)
    this.#happen({ type: 'resized', size: this.#input.terminal.size() })
    this.#frames.soon()
  }

  #tick(): void {
    this.#happen({ type: 'tick', at: this.#input.now() })
    this.#frames.later()
  }

  #pressed(event: TuiEvent): void {
    this.#lookAtRoom()
    this.#happen(event)
    this.#frames.soon()
  }

  #happen(event: TuiEvent): void {
    const { tui, effects } = update(this.#tui, event)
    this.#tui = tui
    for (const effect of effects) this.#perform(effect)
  }

  #perform(effect: TuiEffect): void {
    switch (effect.do) {
      case 'want':
        return this.#talk?.want(effect.intent)
      case 'interrupt':
        return this.#interrupt()
      case 'retry':
        return this.#talk?.retry?.()
      case 'bell':
        return this.#alarm.ring()
      case 'notify':
        this.#alarm.notice(this.#tui.settings.notices, effect.display)
        return this.#input.notify(effect.display)
      case 'suspend':
        return this.#suspend()
      case 'copy':
        return this.#screen.copy(effect.text)
      case 'mouse':
        return this.#screen.mouse(effect.isOn)
      default:
        return this.#screen.forget()
    }
  }

  #lookAtRoom(): void {
    this.#happen({ type: 'room', room: this.#room, network: this.#network(), at: this.#input.now() })
  }

  #network(): Network {
    const end = this.#talk?.away
    if (end === undefined) return { is: 'here' }
    const since = this.#tui.network.is === 'away' ? this.#tui.network.since : this.#input.now()
    return { is: 'away', why: end.text, since, retryAt: this.#talk?.retryAt }
  }

  #draw(): void {
    if (!this.#screen.isOpen) return
    this.#lookAtRoom()
    this.#screen.draw(view(this.#tui))
  }
}
