import { type DialInput, type Dialled, dial } from '../../src/client/dial.ts'
import type { Display, Model } from '../../src/client/model.ts'
import { nickOf } from '../../src/client/reading.ts'
import { fold } from '../../src/protocol/casemap.ts'
import type { Message } from '../../src/protocol/message.ts'
import type { Event } from './events.ts'
import { Outgoing } from './outgoing.ts'

/** An event without its time: one for each kind. */
type Untimed<E> = E extends Event ? Omit<E, 'at'> : never

const bootToken = 'earshot/BOOT='

/** Writes down what one of our own clients sees, from between it and its wire (`dial`) and its screen (`show`). */
export class Recorder {
  readonly events: Event[] = []
  /** Tokens of which the person was told that nobody knows whether they arrived. */
  readonly unconfirmed = new Set<string>()
  /** Tokens of which the person was told that the room did not take them. */
  readonly refused = new Set<string>()
  readonly #tokens = new Map<string, string>()
  /** By the word that their answer has. */
  readonly #questions = new Map<string, () => void>()
  readonly #outgoing = new Outgoing()
  #asked = 0
  #nick = ''
  #life = ''

  readonly dial = async (input: DialInput): Promise<Dialled> => {
    let isOpen = true
    const close = (): void => {
      if (isOpen) this.#note({ kind: 'disconnected' })
      isOpen = false
    }
    const dialled = await dial({
      ...input,
      onMessage: (message) => {
        if (isOpen) this.#before(message)
        input.onMessage(message)
        if (isOpen) this.#after(message)
      },
      onEnd: (trouble) => {
        close()
        input.onEnd(trouble)
      },
    })
    return {
      send: (message) => {
        this.#sends(message)
        dialled.send(message)
      },
      end: () => {
        close()
        dialled.end()
      },
      cut: () => {
        close()
        dialled.cut()
      },
    }
  }

  readonly show = (display: Display): void => {
    const { type, channel = '', text, nick = '', self, id = '', nonce = '', code, label = '', time } = display
    const where = { channel: fold(channel) }
    if (type === 'gap') this.#note({ kind: 'gap', ...where })
    if (code === 'unconfirmed') this.unconfirmed.add(this.#tokens.get(label) ?? label)
    else if (type === 'error' && label !== '') this.refused.add(this.#tokens.get(label) ?? label)
    if (type !== 'message') return
    const via = display.via ?? 'live'
    if (self) this.#note({ kind: 'echoed', ...where, token: nonce, msgid: id })
    this.#note({ kind: 'shown', ...where, msgid: id, sender: nick, token: nonce, text, time, via })
  }

  /**
   * A question to the room, for the caller to send as a PING; and whether all was there when it was answered.
   * @param model of the client, at the moment
   */
  ask(model: () => Model): { readonly word: string; readonly isSettled: Promise<boolean> } {
    const word = `settled${++this.#asked}`
    const since = performance.now()
    const isSettled = new Promise<boolean>((resolve) => {
      this.#questions.set(word, () => {
        const hasAll = [...model().tracks.values()].every(({ phase }) => phase === 'live')
        if (hasAll) this.#note({ kind: 'settled', since })
        resolve(hasAll)
      })
    })
    return { word, isSettled }
  }

  #sends(message: Message): void {
    const leaving = this.#outgoing.take(message)
    if (leaving === undefined) return
    const { channel, token, label, text } = leaving
    if (label !== undefined) this.#tokens.set(label, token)
    this.#note({ kind: 'sent', channel: fold(channel), token, text })
  }

  #before(message: Message): void {
    const { command, params, tags } = message
    const isOurs = nickOf(message) === this.#nick
    if (command === '005') {
      const boot = params.find((param) => param.startsWith(bootToken))
      if (boot !== undefined) this.#life = boot.slice(bootToken.length)
    }
    if (command === '001') this.#named(params[0] ?? '')
    if (command === 'NICK' && isOurs) this.#named(params[0] ?? '')
    if (command === '376' || command === '422') this.#note({ kind: 'connected', life: this.#life })
    if (command === 'JOIN' && isOurs)
      this.#note({ kind: 'joined', channel: fold(params[0] ?? ''), msgid: tags?.get('msgid') ?? '' })
  }

  /** What was held back is shown before one goes. */
  #after(message: Message): void {
    const { command, params, tags } = message
    const [channel = '', victim = ''] = params
    const isOurs = command === 'PART' ? nickOf(message) === this.#nick : victim === this.#nick
    const msgid = tags?.get('msgid')
    if ((command === 'PART' || command === 'KICK') && isOurs)
      this.#note({ kind: 'left', channel: fold(channel), ...(msgid === undefined ? {} : { msgid }) })
    if (command === 'PONG') this.#answered(params.at(-1) ?? '')
  }

  #answered(word: string): void {
    this.#questions.get(word)?.()
    this.#questions.delete(word)
  }

  #named(nick: string): void {
    this.#nick = nick
    this.#note({ kind: 'named', nick })
  }

  #note(event: Untimed<Event>): void {
    this.events.push({ at: performance.now(), ...event })
  }
}
