import type { Conversation } from '../client/conversation.ts'
import type { Intent } from '../client/intents.ts'
import type { End, Model } from '../client/model.ts'
import { oldestOf } from '../client/talk/earlier.ts'
import { reactIntent } from '../client/talk/on-messages.ts'
import { mostLines, noLines } from '../client/talk/scrollback.ts'
import { jsHashing } from '../client/sasl/js-hashing.ts'
import { stay } from '../client/stay.ts'
import { fold } from '../protocol/casemap.ts'
import { Trouble } from '../client/trouble.ts'
import { dialSocket } from './dial-socket.ts'
import { rememberInside } from './memory.ts'
import { heard } from './page/hear.ts'
import { type Buffer, type Page, type Phase, emptyPage, withBuffer } from './page/model.ts'
import type { Store } from './store.ts'

/** Messages of before that are shown to who comes. */
const history = 50
/** The numeric of a wrong or missing password (RFC 2812 §5.2). */
const wrongPassword = '464'

/** A login with a password (SASL). */
export interface PasswordLogin {
  readonly account: string
  readonly password: string
}

/** Who comes in. */
export interface Entrance {
  readonly nick: string
  /** Of the room, where it has one. */
  readonly password?: string | undefined
  readonly login?: PasswordLogin | undefined
}

/** This page in the room: it comes in, wants things, and leaves. */
export class Visit {
  readonly #store: Store
  #talk: Conversation | undefined

  constructor(store: Store) {
    this.#store = store
  }

  /** Never rejects: what goes wrong is on the page. */
  async enter({ nick, password, login }: Entrance): Promise<void> {
    const { change } = this
    change(() => ({ ...emptyPage(Date.now()), phase: { is: 'entering' } }))
    try {
      const talk = await stay({
        host: location.hostname,
        port: Number(location.port),
        dial: dialSocket(`${location.protocol.replace('http', 'ws')}//${location.host}/socket`),
        clock: { after },
        random: Math.random,
        login: () => login,
        hashing: jsHashing(othersTurn),
        wish: {
          nick,
          user: 'web',
          realname: nick,
          password,
          channels: ['#lobby'],
          history,
          isWatched: true,
        },
        show: (display) => change((page) => heard(page, display)),
        watch: (model) => change((page) => this.#watched(page, model)),
      })
      this.#talk = talk
      const end = await talk.ended
      this.#left(outside(end, password))
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      this.#left({ is: 'outside', problem: error.message, wants: 'nick' })
    }
  }

  /** What we are called in the room. */
  get nick(): string {
    return this.#store.page.room?.nick ?? ''
  }

  want(intent: Intent): void {
    this.#talk?.want(intent)
  }

  /** Gives a reaction to a message, or takes it back. */
  react(name: string, id: string, emoji: string): void {
    const lines = this.#store.page.buffers.find(({ key }) => key === fold(name))?.lines ?? noLines
    this.want(reactIntent(lines, id, name, emoji, this.nick))
  }

  /** Asks for what was said in a buffer before its oldest line, where there may be something. */
  earlier({ key, name, lines, earlier }: Buffer): void {
    const { away, now } = this.#store.page
    if (earlier !== 'unasked' || away !== undefined || lines.size >= mostLines) return
    this.change((page) => withBuffer(page, key, (one) => ({ ...one, earlier: 'asking' })))
    this.want({ type: 'earlier', target: name, before: oldestOf(lines) ?? now })
  }

  /** Tries to come back now. */
  retry(): void {
    this.#talk?.retry?.()
  }

  readonly change = (step: (page: Page) => Page): void => this.#store.change(step)

  #watched(page: Page, room: Model): Page {
    const talk = this.#talk
    const away = talk?.away && { why: talk.away.text, retryAt: talk.retryAt }
    const phase: Phase =
      page.phase.is === 'entering' && room.phase === 'active' ? { is: 'inside' } : page.phase
    if (phase.is === 'inside' && (phase !== page.phase || room.nick !== page.room?.nick))
      rememberInside(room.nick)
    return { ...page, room, away, phase }
  }

  #left(phase: Phase): void {
    this.#talk = undefined
    rememberInside(undefined)
    this.change((page) => ({ ...emptyPage(page.now), isSeen: page.isSeen, phase }))
  }
}

function outside({ cause, code, text }: End, password: string | undefined): Phase {
  if (code === wrongPassword) {
    const problem = password === undefined ? undefined : 'That password is wrong.'
    return { is: 'outside', wants: 'password', problem }
  }
  if (cause === 'quit') return { is: 'outside', wants: 'nick' }
  if (code === 'login') return { is: 'outside', wants: 'login', problem: `You are not logged in: ${text}.` }
  if (text === 'Replaced') {
    return {
      is: 'outside',
      wants: 'nick',
      problem: 'You came in elsewhere under this name: take it back, or another one.',
    }
  }
  const what = cause === 'nick' || cause === 'auth' ? 'The room does not let you in' : 'It is over'
  return { is: 'outside', wants: 'nick', problem: `${what}: ${text}.` }
}

// One for all times: a browser collects ports that nobody holds, and what was posted to them.
const { port1: heardAt, port2: posted } = new MessageChannel()
heardAt.start()

/** Resolves when what else waits was done, what was typed and the next frame; a timer waits longer, and for ever where nobody looks. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    heardAt.addEventListener('message', () => resolve(), { once: true })
    posted.postMessage(undefined)
  })
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
