import { type Limits, defaultLimits } from '../../src/protocol/limits.ts'
import { type Input, Lines } from '../../src/protocol/lines.ts'
import { type Message, serialize, serializeUntagged } from '../../src/protocol/message.ts'
import { type Part, concatTag } from '../../src/protocol/multiline.ts'
import { toWire } from '../../src/protocol/wire.ts'
import { type BatchStep, batchStep, takeStep } from '../../src/room/batch-step.ts'
import { type Refusal, check, isRefusal, refuseRight } from '../../src/room/commands/check.ts'
import type { Command } from '../../src/room/commands/command.ts'
import type { Entry } from '../../src/room/entry.ts'
import { fillLines } from '../../src/room/fill.ts'
import type { OutLine, Outcome } from '../../src/room/outcome.ts'
import { type Aside, aside } from '../../src/room/aside.ts'
import { type Peer, createPeer } from '../../src/room/peer.ts'
import {
  type TlsUse,
  type Member,
  type MemberId,
  type Room,
  type RoomConfig,
  type RoomFacts,
  createRoom,
} from '../../src/room/room.ts'
import type { Surroundings } from '../../src/room/surroundings.ts'
import { abandonExchange } from '../../src/room/commands/authenticate.ts'
import { quickHashing } from '../hashing.ts'
import { look, run } from '../../src/room/run.ts'

export const openedMs = Date.parse('2026-01-02T03:04:05.000Z')

/** The facts of a room under test; its server is called `s`. */
export function factsOf(
  options: Partial<Omit<RoomFacts, 'limits'>> & { limits?: Partial<Limits> } = {},
): RoomFacts {
  const limits = { ...defaultLimits, historyReplayed: 0, ...options.limits }
  return { name: 'Office', server: 's', version: '1.2.3', boot: 'b', admin: [], ...options, limits }
}

/** What an operator's files say to a room under test: nothing, unless said otherwise. */
export function configOf(options: Partial<RoomConfig> = {}): RoomConfig {
  return { motd: [], hiddenCaps: [], ...options }
}

/** One line of text as the daemon reads it. */
function read(text: string, limits: Limits = defaultLimits): Input {
  const [input] = new Lines(limits).push(`${toWire(text)}\r\n`)
  if (input === undefined) throw new Error('a blank line')
  return input
}

/** A room with people in it, without anything around it: lines go in, and what each of them sees comes out as text. */
export class Scene {
  readonly room: Room
  /** The clock of the entries, ms. */
  atMs = openedMs
  /** What the daemon around it would say: nothing goes on there, unless the test says otherwise. */
  around: Surroundings = {
    strangers: () => 0,
    links: () => [],
    uses: () => new Map(),
    operators: () => [],
    rehash: () => true,
    enter: (entry) => void this.#entered.push(entry),
    hashes: quickHashing,
    refuseTry: () => undefined,
    countWrong: () => undefined,
    note: () => {},
    hash: () => 'busy',
  }
  /** Entries of the line that is taken now. */
  #entered: Entry[] = []
  readonly #peers = new Map<MemberId, Peer>()
  readonly #subscribed = new Map<MemberId, Set<string>>()
  #names = new Map<MemberId, string>()

  constructor({ motd, hiddenCaps, ...facts }: Parameters<typeof factsOf>[0] & Partial<RoomConfig> = {}) {
    const config = configOf({ ...(motd && { motd }), ...(hiddenCaps && { hiddenCaps }) })
    this.room = createRoom(factsOf(facts), openedMs, config)
  }

  /** Registers them, as `nick!~nick@h`. */
  enter(...nicks: string[]): this {
    for (const nick of nicks) this.register(nick)
    return this
  }

  register(
    nick: string,
    {
      user = `~${nick}`,
      host = 'h',
      address = host,
      realname = nick,
      account,
      tls,
    }: {
      user?: string
      host?: string
      address?: string
      realname?: string
      account?: string
      tls?: TlsUse
    } = {},
  ): string[] {
    const peer = this.stranger()
    peer.nick = toWire(nick)
    const by = peer.id
    return this.run({
      type: 'register',
      by,
      atMs: this.atMs,
      nick: toWire(nick),
      user,
      host,
      address,
      realname: toWire(realname),
      tls,
      account,
    })
  }

  /** A connection that is no member yet. */
  stranger(tls?: TlsUse): Peer {
    const id = this.#peers.size + 1
    const peer = createPeer(id, { host: 'h', address: 'h' }, tls)
    this.#peers.set(id, peer)
    return peer
  }

  /** All enter the channel; what they see of it is not told. */
  join(channel: string, ...nicks: string[]): this {
    for (const nick of nicks) this.line(nick, `JOIN ${channel}`)
    return this
  }

  /** A line of a member, as its connection would hand it on. */
  line(nick: string, text: string): string[] {
    return this.hear(this.id(nick), text)
  }

  /** The same by id, for who is no member. What is not `replied` or `said` is left out. */
  hear(id: MemberId, text: string): string[] {
    const shown = this.outcomes(id, text).flatMap((outcome) => this.#show(outcome))
    // Every JOIN tells holders of draft/read-marker that nothing is known.
    return shown.filter((line) => line.includes(' < ') && !/ MARKREAD \S+ \*$/.test(line))
  }

  /** They become operators of the room. */
  oper(...nicks: string[]): this {
    for (const nick of nicks) this.vouch(nick, true)
    return this
  }

  /** OPER, with what the connection found of the password. */
  vouch(nick: string, vouched: boolean | undefined): string[] {
    const message = { command: 'OPER', params: [] }
    return this.run({ type: 'line', by: this.id(nick), atMs: this.atMs, message, vouched })
  }

  /** All that the line brings about, in order. */
  all(nick: string, text: string): string[] {
    return this.outcomes(this.id(nick), text).flatMap((outcome) => this.#show(outcome))
  }

  outcomes(id: MemberId, text: string): readonly Outcome[] {
    this.#remember()
    const input = read(text, this.room.facts.limits)
    const member = this.room.members.has(id)
    const command = check(input, member)
    const request = { by: id, atMs: this.atMs, message: input }
    const peer = member ? this.#peers.get(id) : undefined
    const step = peer && batchStep(peer, input, command, this.room.facts.limits)
    if (step !== undefined) return this.#batched(id, input, step)
    if (isRefusal(command)) return this.#aside(id, input, (aside) => refuse(aside, command))
    if (!member) return this.#aside(id, input, (aside) => command.before?.(aside))
    const verb = command.member
    if (verb.on === 'peer') return this.#asMember(id, input, command, verb.run)
    return verb.on === 'look' ? look(this.room, request) : run(this.room, { type: 'line', ...request })
  }

  leave(nick: string, reason: string): string[] {
    return this.run({ type: 'leave', by: this.id(nick), atMs: this.atMs, reason })
  }

  run(entry: Entry): string[] {
    this.#remember()
    return this.#ran(entry).flatMap((outcome) => this.#show(outcome))
  }

  id(nick: string): MemberId {
    const id = [...this.room.members.values()].find((member) => member.nick === toWire(nick))?.id
    if (id === undefined) throw new Error(`nobody is called ${nick}`)
    return id
  }

  member(nick: string): Member {
    const member = this.room.members.get(this.id(nick))
    if (member === undefined) throw new Error(`nobody is called ${nick}`)
    return member
  }

  peer(id: MemberId): Peer {
    const peer = this.#peers.get(id)
    if (peer === undefined) throw new Error(`there is no connection ${id}`)
    return peer
  }

  /** Who is called how before the next entry. */
  #remember(): void {
    this.#names = new Map([...this.room.members].map(([id, { nick }]) => [id, nick]))
  }

  #batched(id: MemberId, input: Input, step: BatchStep): readonly Outcome[] {
    takeStep(this.peer(id), step, input)
    if (step.type === 'refused') return this.#aside(id, input, (aside) => refuse(aside, step.refusal))
    return step.type === 'ended' && step.said !== undefined
      ? run(this.room, { type: 'line', by: id, atMs: this.atMs, ...step.said })
      : []
  }

  #asMember(id: MemberId, input: Input, command: Command, act: (aside: Aside) => void): readonly Outcome[] {
    const me = this.room.members.get(id)
    const refusal = me && refuseRight(command, me)
    return this.#aside(id, input, (aside) => (refusal === undefined ? act(aside) : aside.reply(refusal)))
  }

  #aside(id: MemberId, message: Message, act: (aside: Aside) => void): readonly Outcome[] {
    const { room, atMs, around } = this
    const outcomes = aside({ room, peer: this.peer(id), message, atMs, around }, (aside) => {
      act(aside)
      abandonExchange(aside)
    })
    return [...outcomes, ...this.#entered.splice(0).flatMap((entry) => this.#ran(entry))]
  }

  #ran(entry: Entry): readonly Outcome[] {
    const outcomes = run(this.room, entry)
    for (const outcome of outcomes) {
      if (outcome.type === 'loggedIn') this.peer(outcome.member).account = outcome.account
    }
    return outcomes
  }

  /** `bob,ann* < line`: who sees it, by id, an asterisk after who sees an echo. */
  #show(outcome: Outcome): string | string[] {
    switch (outcome.type) {
      case 'said': {
        const { line, to, echoOf } = outcome
        const seen = new Set(
          [...this.#inside(to.channels), ...to.also].filter((id) => !to.except.includes(id)),
        )
        if (echoOf !== undefined && !to.also.includes(echoOf)) seen.delete(echoOf)
        const names = [...seen].sort((a, b) => a - b).map((id) => this.#name(id))
        if (echoOf !== undefined) names.push(`${this.#name(echoOf)}*`)
        return shown(line).map((one) => `${names.join(',')} < ${one}`)
      }
      case 'replied':
        return shown(outcome.line).map((one) => `${this.#name(outcome.to)} < ${one}`)
      case 'subscribed':
      case 'unsubscribed':
        this.#subscribe(outcome)
        return `${outcome.type} ${this.#name(outcome.member)} ${outcome.channel}`
      case 'admitted':
      case 'denied':
      case 'renamed':
        return `${outcome.type} ${outcome.nick}`
      case 'loggedIn':
        return `loggedIn ${outcome.member} ${outcome.account ?? '*'}`
      case 'accountChanged':
        return `accountChanged ${outcome.account.name}`
      case 'accountDropped':
        return `accountDropped ${outcome.account}`
      case 'configured':
        return `configured -${outcome.hidden.join(',')} +${outcome.shown.join(',')}`
      case 'noted':
        return `noted ${outcome.event} ${Object.values(outcome.fields).join(' ')}`
      case 'ruled':
        return `ruled ${JSON.stringify(outcome.ruled)}`
      case 'expelled':
        return `expelled ${this.#name(outcome.member)}: ${outcome.reason}`
      case 'failed':
        return `failed ${outcome.command}: ${String(outcome.error)}`
    }
  }

  #inside(channels: readonly string[]): MemberId[] {
    return [...this.#subscribed].flatMap(([id, of]) => (channels.some((key) => of.has(key)) ? id : []))
  }

  #subscribe({ type, member, channel }: Extract<Outcome, { member: number; channel: string }>): void {
    const channels = this.#subscribed.get(member) ?? new Set()
    if (type === 'subscribed') channels.add(channel)
    else channels.delete(channel)
    this.#subscribed.set(member, channels)
  }

  #name(id: MemberId): string {
    return this.#names.get(id) ?? this.room.members.get(id)?.nick ?? '?'
  }
}

function refuse(aside: Aside, refusal: Refusal): void {
  if ('numeric' in refusal) aside.reply(refusal.numeric)
  else aside.send('FAIL', refusal.verb ?? '*', refusal.fail, ...(refusal.context ?? []), refusal.text)
}

/** With the tags that the room gave it, none of its own; `@bot` where it is a bot's. */
function shown(line: OutLine): string[] {
  const bot: [string, string][] = line.isBots === true ? [['bot', '']] : []
  return inFull(line).map((one) => {
    const tags = new Map([...bot, ...(one.tags ?? [])])
    return tags.size === 0 ? serializeUntagged(one) : serialize({ ...one, tags })
  })
}

/** The lines that a line of the room comes to for who holds all capabilities. */
export function inFull(line: OutLine): Message[] {
  const { words, params, parts } = line
  if (parts !== undefined) return parts.map((part, i) => partOf(line, part, i))
  if (words === undefined) return [line]
  return fillLines(words.list, words.space).map((text) => ({ ...line, params: [...params, text] }))
}

/** A part as a line, the tags of the message on the first, blank ones too. */
function partOf(line: OutLine, { text, isConcat }: Part, i: number): Message {
  const own = isConcat ? new Map([[concatTag, '']]) : undefined
  return { ...line, params: [...line.params, text], tags: i === 0 ? line.tags : own }
}
