import { detachedTags } from '../protocol/client-tags.ts'
import type { FullLine } from '../protocol/forms.ts'
import type { Message } from '../protocol/message.ts'
import type { Part } from '../protocol/multiline.ts'
import { type Numeric, addressed, contextWord } from '../protocol/numerics.ts'
import { cutWire, detached } from '../protocol/wire.ts'
import type { LineEntry } from './entry.ts'
import type { History } from './history/history.ts'
import { record } from './history/record.ts'
import type { Audience, Noted, OutLine, Outcome } from './outcome.ts'
import { type ChannelId, type Member, type MemberId, type Room } from './room.ts'
import { maskOf } from './mask-of.ts'
import { spaceAfter } from './space.ts'

/** A public line that a verb says. */
interface Saying extends Pick<OutLine, 'command' | 'params' | 'tags' | 'parts'> {
  readonly needs?: OutLine['needs']
  readonly unless?: OutLine['unless']
  /** Not the member itself: the server. */
  readonly source?: string
  /** Of the same event said to others in another way; else the line gets the next one. */
  readonly msgid?: string | undefined
  /** What remembers it, if that does not follow from who is told. */
  readonly into?: History
}

/** What delivery has to know of an answer to give it the form for a link. */
export type ReplyForm = Pick<OutLine, 'ranksAt' | 'unless'>

/** What a verb that changes nothing may hold. */
export interface Look {
  readonly room: Room
  readonly me: Member
  readonly message: Message
  readonly params: readonly string[]
  /** Room time of this request. */
  readonly atMs: number
  /** Its text is cut where the line would be too long. */
  reply(numeric: Numeric, form?: ReplyForm): void
  /** A numeric that ends in a list: as many lines as the words need, whole words each; none for no words. */
  replyWords(numeric: Numeric, words: readonly string[], form?: ReplyForm): void
  /** A standard reply (IRCv3 standard-replies); a NOTICE for who did not ask for them. */
  fail(code: string, context: readonly string[], text: string): void
  /** A batch of lines that are given back as they were said; the lines alone for who does not hold `batch`. */
  replyBatch(
    type: string,
    params: readonly string[],
    inside: readonly OutLine[],
    form?: Pick<OutLine, 'needs' | 'unless'>,
  ): void
  /** The log is told of it. */
  outcome(outcome: Noted): void
}

/** What a verb that changes the room may hold besides. Outcomes are collected; nothing is sent from here. */
export interface Act extends Look {
  /** Whether the credentials that came with the line are right (LineEntry). */
  readonly vouched: boolean | undefined
  /** Its lines, where it is a message of several (LineEntry). */
  readonly parts: readonly Part[] | undefined
  /** A public line of this member. Gives its msgid. */
  say(line: Saying, to: Partial<Audience>, echo?: 'echo'): string
  /** What was said before is echoed to this member as it was, and to nobody else. */
  echo(line: OutLine): void
  /** A numeric for another member. */
  tell(member: Member, numeric: Numeric): void
  /** The same as if this member did it. */
  as(member: Member): Act
  subscribe(member: MemberId, channel: ChannelId): void
  unsubscribe(member: MemberId, channel: ChannelId): void
  outcome(outcome: Outcome): void
}

/** What comes with a line beside its message. */
type Beside = Pick<LineEntry, 'vouched' | 'parts'>

const nothing: Beside = {}

/** Collects the outcomes of one request. */
export class Context implements Act {
  readonly outcomes: Outcome[]
  readonly room: Room
  readonly me: Member
  readonly message: Message
  readonly params: readonly string[]
  readonly atMs: number
  readonly vouched: boolean | undefined
  readonly parts: readonly Part[] | undefined

  constructor(
    room: Room,
    me: Member,
    message: Message,
    atMs: number,
    { vouched, parts }: Beside = nothing,
    outcomes: Outcome[] = [],
  ) {
    this.room = room
    this.me = me
    this.message = message
    this.params = message.params
    this.atMs = atMs
    this.vouched = vouched
    this.parts = parts
    this.outcomes = outcomes
  }

  reply(numeric: Numeric, form?: ReplyForm): void {
    this.#tell(this.me, numeric, form)
  }

  tell(member: Member, numeric: Numeric): void {
    this.#tell(member, numeric)
  }

  replyWords([code, ...before]: Numeric, list: readonly string[], form?: ReplyForm): void {
    if (list.length === 0) return
    const { server } = this.room.facts
    const { command, params } = addressed([code, ...before, ''], this.me.nick)
    params.pop()
    const space = spaceAfter(this.room, server, command, ...params)
    this.#send(this.me, { source: server, command, params, words: { list, space } }, form)
  }

  #tell(member: Member, numeric: Numeric, form?: ReplyForm): void {
    const { server } = this.room.facts
    const { command, params } = addressed(numeric, member.nick)
    const text = params.pop() ?? ''
    const space = spaceAfter(this.room, server, command, ...params)
    this.#send(member, { source: server, command, params: [...params, cutWire(text, space)] }, form)
  }

  fail(code: string, context: readonly string[], text: string): void {
    const { server } = this.room.facts
    const before = [this.message.command || '*', code, ...context.map(contextWord)]
    const params = [...before, cutWire(text, spaceAfter(this.room, server, 'FAIL', ...before))]
    this.#send(this.me, { source: server, command: 'FAIL', params })
  }

  replyBatch(
    type: string,
    params: readonly string[],
    inside: readonly OutLine[],
    form?: Pick<OutLine, 'needs' | 'unless'>,
  ): void {
    const { server } = this.room.facts
    const line = { source: server, command: 'BATCH', params: [type, ...params], atMs: this.atMs, inside }
    this.outcomes.push({ type: 'replied', to: this.me.id, line: { ...line, ...form } })
  }

  #send({ id, nick }: Member, line: FullLine, form?: ReplyForm): void {
    this.outcomes.push({
      type: 'replied',
      to: id,
      line: { ...line, ...form, atMs: this.atMs, nick, isBots: this.#isBots },
    })
  }

  say(line: Saying, to: Partial<Audience>, echo?: 'echo'): string {
    const { room, me } = this
    const { channels = none, also = none, except = none } = to
    // Field by field, here and on the way to the bytes: a spread costs more than all else that a line costs the room.
    const msgid = line.msgid ?? nextMsgid(room)
    // It may be remembered, and is not to hold on to the read that it came in.
    const out: OutLine = {
      tags: line.tags && detachedTags(line.tags),
      source: line.source ?? maskOf(me),
      command: line.command,
      params: line.params.map(detached),
      parts: line.parts,
      atMs: this.atMs,
      msgid,
      account: line.source === undefined ? me.account : undefined,
      needs: line.needs,
      unless: line.unless,
      isBots: this.#isBots,
    }
    const audience: Audience = { channels, also, except }
    // In the same step: what was echoed is remembered, and what is remembered was said.
    if (line.msgid === undefined) record(room, me, out, audience, line.into)
    this.outcomes.push(
      echo === undefined
        ? { type: 'said', line: out, to: audience }
        : { type: 'said', line: out, to: audience, echoOf: me.id },
    )
    return msgid
  }

  echo(line: OutLine): void {
    this.outcomes.push({
      type: 'said',
      line,
      to: { channels: none, also: none, except: none },
      echoOf: this.me.id,
    })
  }

  /** All that a bot brings about is marked (IRCv3 bot-mode, "The `bot` tag"). */
  get #isBots(): boolean {
    return this.me.modes.has('B')
  }

  as(member: Member): Act {
    return new Context(this.room, member, this.message, this.atMs, nothing, this.outcomes)
  }

  subscribe(member: MemberId, channel: ChannelId): void {
    this.outcomes.push({ type: 'subscribed', member, channel })
  }

  unsubscribe(member: MemberId, channel: ChannelId): void {
    this.outcomes.push({ type: 'unsubscribed', member, channel })
  }

  outcome(outcome: Outcome): void {
    this.outcomes.push(outcome)
  }
}

/** Shared by all audiences that name nobody. */
const none: readonly never[] = []

/** `<boot>-<seq>`, seq in base 36: unique over all lives of all rooms (IRCv3 message-ids). */
function nextMsgid(room: Room): string {
  return `${room.facts.boot}-${(++room.seq).toString(36)}`
}
