import { type Display, type Model, type Wish } from '../../../src/client/model.ts'
import { type Effect, type Step } from '../../../src/client/step.ts'
import { start } from '../../../src/client/register.ts'
import { type SessionEvent, advance } from '../../../src/client/session.ts'
import { parse, serialize } from '../../../src/protocol/message.ts'
import type { Event } from '../../chaos/events.ts'
import { Outgoing } from '../../chaos/outgoing.ts'

/** An event without its time. */
type Untimed<E> = E extends Event ? Omit<E, 'at'> : never

/** Somebody in front of a session whose connections the test makes and breaks; writes down what the checker judges. */
export class Person {
  readonly shown: Display[] = []
  readonly events: Event[] = []
  model: Model
  at = 1_000
  #send: (line: string) => void = () => undefined
  readonly #outgoing = new Outgoing()
  #nonces = 0
  readonly #wish: Wish

  readonly #tick: () => number

  /** @param tick the clock of what is written down, which all people share */
  constructor(nick: string, wish: Partial<Wish> = {}, tick: () => number = () => 0) {
    this.#tick = tick
    this.#wish = { nick, user: nick, realname: nick, channels: ['#c'], ...wish }
    this.model = start(this.#wish, this.at).model
  }

  /** A connection begins, where the last one stopped; lines go to `send`. */
  begin(send: (line: string) => void): void {
    this.#send = send
    this.#step(start(this.#wish, this.at, this.model.welcomed ? this.model : undefined))
  }

  hear(line: string): void {
    const message = parse(line)
    if (message === undefined) return
    this.#happen({ type: 'line', message, at: this.at })
    const { command, tags, source = '', params } = message
    const life = this.model.isupport.get('earshot/BOOT') ?? ''
    if (command === '376' || command === '422') this.#note({ kind: 'connected', life })
    if (command === 'JOIN' && source.split('!')[0] === this.model.nick)
      this.#note({ kind: 'joined', channel: params[0] ?? '', msgid: tags?.get('msgid') ?? '' })
  }

  /** Everything that was in the room at `since` is here. */
  settled(since: number): void {
    this.#note({ kind: 'settled', since })
  }

  say(text: string): void {
    const nonce = (): string => `${this.#wish.nick}${++this.#nonces}`
    this.#happen({
      type: 'intent',
      intent: { type: 'say', target: '#c', text },
      at: this.at,
      nonce,
    })
  }

  wait(ms: number): void {
    this.at += ms
    this.#happen({ type: 'tick', at: this.at })
  }

  lose(): void {
    this.#note({ kind: 'disconnected' })
    this.#send = () => undefined
    this.#happen({ type: 'hangup', text: 'cut', at: this.at })
  }

  /** What was said, and where something is missing, as somebody reads it. */
  transcript(): string[] {
    return this.shown
      .filter(({ type }) => type === 'message' || type === 'gap')
      .map(({ type, text }) => (type === 'gap' ? 'gap' : text))
  }

  /** Texts of ours that nobody can say of whether they arrived. */
  unconfirmed(): string[] {
    return this.shown
      .filter(({ code }) => code === 'unconfirmed')
      .map(({ text }) => text.slice(text.indexOf(': ') + 2))
  }

  #happen(event: SessionEvent): void {
    this.#step(advance(this.model, event))
  }

  #step({ model, effects }: Step): void {
    this.model = model
    for (const effect of effects) this.#do(effect)
  }

  #do(effect: Effect): void {
    if (effect.do === 'send') {
      const leaving = this.#outgoing.take(effect.message)
      if (leaving !== undefined) {
        const { channel, token, text } = leaving
        this.#note({ kind: 'sent', channel, token, text })
      }
      this.#send(serialize(effect.message))
    } else if (effect.do === 'show') {
      this.shown.push(effect.display)
      this.#noteShown(effect.display)
    }
  }

  #noteShown(display: Display): void {
    const {
      type,
      channel = '',
      text,
      nick = '',
      self,
      id = '',
      nonce = '',
      code,
      time,
      via = 'live',
    } = display
    if (type === 'gap') this.#note({ kind: 'gap', channel })
    if (code === 'registered') this.#note({ kind: 'named', nick: this.model.nick })
    if (type === 'nick' && self) this.#note({ kind: 'named', nick: text })
    if (type !== 'message') return
    if (self) this.#note({ kind: 'echoed', channel, token: nonce, msgid: id })
    this.#note({ kind: 'shown', channel, msgid: id, sender: nick, token: nonce, text, time, via })
  }

  #note(event: Untimed<Event>): void {
    this.events.push({ at: this.#tick(), ...event })
  }
}
