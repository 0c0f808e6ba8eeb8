import { type Display, type Effect, type Model, type Step, type Wish } from '../../../src/client/model.ts'
import { start } from '../../../src/client/register.ts'
import { type SessionEvent, advance } from '../../../src/client/session.ts'
import { parse, serialize } from '../../../src/protocol/message.ts'

/** Somebody in front of a session whose connections the test makes and breaks. */
export class Person {
  readonly shown: Display[] = []
  model: Model
  at = 1_000
  #send: (line: string) => void = () => undefined
  #nonces = 0
  readonly #wish: Wish

  constructor(nick: string, wish: Partial<Wish> = {}) {
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
    if (message !== undefined) this.#happen({ type: 'line', message, at: this.at })
  }

  say(text: string): void {
    const nonce = `${this.#wish.nick}${++this.#nonces}`
    this.#happen({ type: 'intent', intent: { type: 'say', target: '#c', text }, at: this.at, nonce })
  }

  wait(ms: number): void {
    this.at += ms
    this.#happen({ type: 'tick', at: this.at })
  }

  lose(): void {
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
      .map(({ text }) => text.slice(text.lastIndexOf(' ') + 1))
  }

  #happen(event: SessionEvent): void {
    this.#step(advance(this.model, event))
  }

  #step({ model, effects }: Step): void {
    this.model = model
    for (const effect of effects) this.#do(effect)
  }

  #do(effect: Effect): void {
    if (effect.do === 'send') this.#send(serialize(effect.message))
    else if (effect.do === 'show') this.shown.push(effect.display)
  }
}
