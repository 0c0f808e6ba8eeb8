import { type ActorRefFrom, createActor } from 'xstate'
import { roomLogic } from '../../src/actors/room.ts'
import { type OpenSequencer, openLocalSequencer } from '../../src/actors/sequencer.ts'
import type { Operations } from '../../src/actors/operations.ts'
import type { RoomInput, RoomState } from '../../src/actors/state.ts'
import { type Limits, defaultLimits } from '../../src/protocol/limits.ts'
import type { Account } from '../../src/room/accounts.ts'
import { FakeLink } from '../fake-link.ts'
import { quickHashing } from '../hashing.ts'
import { FakeTime } from './time.ts'

/** One line of the log. */
export interface Said {
  readonly evt: string
  readonly [field: string]: unknown
}

export interface WorldOptions {
  readonly limits?: Partial<Limits>
  /** How long entries are on their way; 0: they are applied at once. */
  readonly delayMs?: number
  readonly maxConnections?: number
  readonly operations?: Operations
  readonly password?: RoomInput['password']
  readonly heard?: RoomInput['heard']
  readonly cloak?: RoomInput['cloak']
  readonly accounts?: readonly Account[]
  readonly openSequencer?: OpenSequencer
  /** Called with each line of the log, and may throw. */
  readonly onNote?: (said: Said) => void
}

/** What a room actor is given, with time and turns in the hands of the test. */
export class World {
  readonly time = new FakeTime()
  readonly log: Said[] = []
  /** Accounts that were to be kept, in order. */
  readonly kept: Account[] = []
  /** And those that were to be forgotten. */
  readonly dropped: string[] = []
  readonly #options: WorldOptions
  #turnEnds: (() => void)[] = []

  constructor(options: WorldOptions = {}) {
    this.#options = options
  }

  get input(): RoomInput {
    const { limits, maxConnections = 1_000, openSequencer, operations, accounts } = this.#options
    return {
      facts: {
        name: 'Office',
        server: 'earshot.test',
        version: '0.0.0',
        boot: 'b007',
        admin: [],
        limits: { ...defaultLimits, historyReplayed: 0, ...limits },
      },
      config: { motd: [], hiddenCaps: [] },
      nowMs: this.time.now,
      steadyMs: this.time.steady,
      defer: (callback) => void this.#turnEnds.push(callback),
      later: this.time.after,
      openSequencer: openSequencer ?? this.#openSequencer,
      maxConnections,
      operations,
      password: this.#options.password,
      heard: this.#options.heard,
      cloak: this.#options.cloak ?? ((address) => address),
      hashing: quickHashing,
      ...(accounts === undefined ? {} : { accounts }),
      keepAccount: (account) => void this.kept.push(account),
      dropAccount: (name) => void this.dropped.push(name),
      note: (evt, fields) => this.#note({ ...fields, evt }),
      noteFor: (bindings) => (evt, fields) => this.#note({ ...bindings, ...fields, evt }),
    }
  }

  /** The turn of the event loop ends. */
  turn(): void {
    for (const callback of this.#turnEnds.splice(0)) callback()
  }

  /** The log's lines of one event. */
  said(evt: string): Said[] {
    return this.log.filter((said) => said.evt === evt)
  }

  readonly #openSequencer: OpenSequencer = (apply) => {
    const { delayMs = 0 } = this.#options
    if (delayMs === 0) return openLocalSequencer(apply)
    return { append: (entries) => this.time.after(delayMs, () => apply(entries)) }
  }

  #note(said: Said): void {
    this.log.push(said)
    this.#options.onNote?.(said)
  }
}

/** A room actor alone, and links to it. */
export class RoomWorld extends World {
  readonly actor: ActorRefFrom<typeof roomLogic>
  readonly links: FakeLink[] = []
  /** What the room failed with. */
  failure: unknown

  constructor(options: WorldOptions = {}) {
    super(options)
    this.actor = createActor(roomLogic, { input: this.input })
    this.actor.subscribe({ error: (error) => (this.failure = error) })
    this.actor.start()
  }

  get state(): RoomState {
    return this.actor.getSnapshot().context
  }

  connect(address?: string): FakeLink {
    const link = new FakeLink(address)
    this.links.push(link)
    this.actor.send({ type: 'opened', link })
    return link
  }

  /** A member with all its tokens, and with what all were told so far forgotten. */
  join(nick: string, { caps = '', channels = '' } = {}): FakeLink {
    const link = this.connect()
    link.says(
      ...(caps === '' ? [] : [`CAP REQ :${caps}`]),
      `NICK ${nick}`,
      `USER ${nick} 0 * :${nick}`,
      'CAP END',
    )
    this.settle()
    if (channels !== '') link.says(`JOIN ${channels}`)
    this.settle()
    this.time.advance(10_000)
    for (const other of this.links) other.hears()
    return link
  }

  /** Until all that was sent is read, run and written, for whoever has tokens. */
  settle(): void {
    for (let i = 0; i < 20; i++) {
      this.turn()
      this.time.advance(1)
      for (const link of this.links) link.read()
    }
    this.turn()
  }
}
