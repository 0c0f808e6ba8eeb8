import assert from 'node:assert/strict'
import { fold } from '../../src/protocol/casemap.ts'
import { serialize, serializeUntagged } from '../../src/protocol/message.ts'
import type { Part } from '../../src/protocol/multiline.ts'
import { skeletonsOf } from '../../src/protocol/skeleton.ts'
import { nonceTag } from '../../src/protocol/client-tags.ts'
import { isAwaited } from '../../src/room/seats.ts'
import type { OutLine, Outcome } from '../../src/room/outcome.ts'
import type { ChannelId, MemberId, Room } from '../../src/room/room.ts'
import { inFull } from './harness.ts'

// node:assert, because there are a million of these, and an `expect` costs a hundred times as much.

/**
 * What holds after every entry, whatever the entries were. Told of every entry's outcomes, in order, it knows who
 * sees which channel, and what the clocks showed before.
 */
export class Invariants {
  readonly #seen = new Map<ChannelId, Set<MemberId>>()
  readonly #room: Room
  #ids: ReadonlySet<MemberId>
  #timeMs: number
  #seq: number

  /** A loaded room begins where its entries so far have brought it. */
  constructor(room: Room) {
    this.#room = room
    this.#ids = new Set(room.members.keys())
    this.#timeMs = room.timeMs
    this.#seq = room.seq
    for (const [key, { members }] of room.channels) this.#seen.set(key, new Set(members.keys()))
  }

  check(outcomes: readonly Outcome[]): void {
    const known = new Set([...this.#ids, ...this.#room.members.keys()])
    for (const outcome of outcomes) this.#checkOutcome(outcome, known)
    this.#checkClocks()
    checkIndexes(this.#room)
    checkBounds(this.#room)
    checkAccounts(this.#room)
    checkArchive(this.#room)
    for (const [key, members] of this.#seen) {
      const listed = this.#room.channels.get(key)?.members
      assert.equal(members.size, listed?.size ?? 0)
      for (const id of members) assert.ok(listed?.has(id))
    }
    this.#ids = new Set(this.#room.members.keys())
  }

  #checkOutcome(outcome: Outcome, known: ReadonlySet<MemberId>): void {
    switch (outcome.type) {
      case 'said': {
        const { channels, also, except } = outcome.to
        for (const id of [...also, ...except]) assert.ok(known.has(id))
        // Or whoever was in it before a takeover may come back, and reads it then.
        for (const key of channels) {
          assert.ok((this.#seen.get(key)?.size ?? 0) > 0 || isAwaited(this.#room, key))
        }
        assert.ok(channels.length + also.length > 0 || outcome.echoOf !== undefined)
        assert.ok(outcome.line.msgid !== undefined)
        // What is said to nobody is the echo of something that may have been said before.
        this.#checkLine(outcome.line, channels.length + also.length === 0)
        return
      }
      case 'replied':
        this.#checkLine(outcome.line)
        return
      case 'subscribed':
      case 'unsubscribed': {
        assert.ok(known.has(outcome.member))
        const members = this.#seen.get(outcome.channel) ?? new Set()
        assert.equal(members.has(outcome.member), outcome.type === 'unsubscribed')
        if (outcome.type === 'subscribed') members.add(outcome.member)
        else members.delete(outcome.member)
        this.#seen.set(outcome.channel, members)
        return
      }
      case 'failed':
        throw new Error(`${outcome.command} threw`, { cause: outcome.error })
      case 'admitted':
      case 'denied':
      case 'loggedIn':
      case 'accountChanged':
      case 'accountDropped':
      case 'noted':
      case 'renamed':
      case 'configured':
      case 'ruled':
        return
      case 'expelled':
        // Who is not let in is no member yet.
        assert.ok(known.has(outcome.member) || ['Banned', 'Locked down'].includes(outcome.reason))
    }
  }

  /** It can be sent, and its form without tags is one line of 512 bytes. */
  #checkLine(line: OutLine, isOld = false): void {
    for (const one of inFull(line)) {
      assert.ok(serializeUntagged(one).length + 2 <= this.#room.facts.limits.lineBytes)
      assert.doesNotMatch(serialize(one), /[\0\r\n]|[^\0-\xff]/)
    }
    if (line.parts !== undefined) this.#checkParts(line.parts)
    assert.ok(isOld || line.atMs >= this.#timeMs)
    for (const one of line.inside ?? []) this.#checkGivenBack(one, line)
  }

  /** A line of before can be sent as any other, and was said before. */
  #checkGivenBack(line: OutLine, batch: OutLine): void {
    for (const one of inFull(line)) {
      assert.ok(serializeUntagged(one).length + 2 <= this.#room.facts.limits.lineBytes)
    }
    assert.ok(line.atMs <= batch.atMs)
  }

  /** A message of several lines is within its bounds, and says something. */
  #checkParts(parts: readonly Part[]): void {
    const { multilineBytes, multilineLines } = this.#room.facts.limits
    assert.ok(parts.length <= multilineLines)
    assert.ok(parts.reduce((sum, { text }) => sum + text.length, 0) <= multilineBytes)
    assert.ok(parts.some(({ text }) => text !== ''))
    for (const [i, { text, isConcat }] of parts.entries()) assert.ok(!isConcat || (i > 0 && text !== ''))
  }

  #checkClocks(): void {
    assert.ok(this.#room.timeMs >= this.#timeMs)
    assert.ok(this.#room.seq >= this.#seq)
    this.#timeMs = this.#room.timeMs
    this.#seq = this.#room.seq
  }
}

const known = new Map<string, readonly string[]>()

/** The skeletons of a nick, made once: plays have few nicks, and ask for them a million times. */
function looksOf(nick: string): readonly string[] {
  const looks = known.get(nick) ?? skeletonsOf(nick)
  known.set(nick, looks)
  return looks
}

/** A member is in a channel exactly when the channel lists the member, and nicks lead both ways. */
function checkIndexes({
  members,
  channels,
  nicks,
  skeletons,
  watchers,
  sessions,
  whowas,
  seats,
}: Room): void {
  assert.deepEqual(new Set([...whowas.byNick.values()].flatMap((same) => [...same])), whowas.all)
  for (const [nick, same] of whowas.byNick) {
    assert.ok(same.size > 0)
    for (const past of same) assert.equal(fold(past.nick), nick)
  }
  assert.equal(nicks.size, members.size)
  const looks = [...members.values()].flatMap(({ id, nick }) =>
    looksOf(nick).map((look) => [look, id] as const),
  )
  assert.equal(skeletons.size, looks.length)
  for (const [look, id] of looks) assert.equal(skeletons.get(look), id)
  for (const [id, member] of members) {
    assert.equal(member.id, id)
    assert.equal(nicks.get(fold(member.nick)), id)
    for (const key of member.channels) assert.ok(channels.get(key)?.members.has(id))
    for (const key of member.invitations) assert.ok(channels.get(key)?.invited.has(id))
    for (const nick of member.monitored) assert.ok(fold(nick) === nick && watchers.get(nick)?.has(id))
  }
  for (const [account, ids] of sessions) {
    assert.ok(ids.size > 0)
    for (const id of ids) assert.equal(fold(members.get(id)?.account ?? ''), account)
  }
  for (const { id, account } of members.values()) {
    if (account !== undefined) assert.ok(sessions.get(fold(account))?.has(id))
  }
  for (const [nick, ids] of watchers) {
    assert.ok(ids.size > 0)
    for (const id of ids) assert.ok(members.get(id)?.monitored.has(nick))
  }
  for (const [nick, seat] of seats) {
    assert.equal(seat.nick, nick)
    for (const key of seat.ranks.keys()) assert.ok(channels.has(key))
  }
  for (const [key, channel] of channels) {
    assert.deepEqual([key, fold(channel.name)], [channel.id, channel.id])
    assert.ok(channel.members.size > 0 || [...seats.values()].some(({ ranks }) => ranks.has(key)))
    for (const id of channel.members.keys()) assert.ok(members.get(id)?.channels.has(key))
    for (const id of channel.invited) assert.ok(members.get(id)?.invitations.has(key))
  }
}

/** An account is found by its name, and by each of its certificates; no operator is kept beyond the bound. */
function checkAccounts({ accounts, accountLooks, certificates, channels, facts: { limits } }: Room): void {
  assert.ok(accounts.size <= limits.accounts)
  let shown = 0
  let looks = 0
  for (const [name, account] of accounts) {
    assert.equal(fold(account.name), name)
    assert.ok(account.certificates.length <= limits.accountCertificates)
    for (const look of skeletonsOf(name)) assert.equal(accountLooks.get(look), name)
    looks += skeletonsOf(name).length
    for (const certificate of account.certificates) assert.equal(certificates.get(certificate), name)
    shown += account.certificates.length
  }
  assert.equal(certificates.size, shown)
  assert.equal(accountLooks.size, looks)
  for (const { keptOps } of channels.values()) assert.ok(keptOps.size <= limits.keptOperators)
}

function checkBounds({
  timeMs,
  members,
  channels,
  whowas,
  readMarkers,
  peak,
  modeCounts,
  facts: { limits },
}: Room): void {
  assert.ok(whowas.all.size <= limits.whowas)
  assert.ok(readMarkers.size <= limits.readMarkerAccounts)
  for (const markers of readMarkers.values()) assert.ok(markers.size <= limits.readMarkers)
  for (const { ownMarkers } of members.values()) assert.ok(ownMarkers.size <= limits.readMarkers)
  for (const same of whowas.byNick.values()) assert.ok(same.size <= limits.whowasPerNick)
  assert.ok(channels.size <= limits.channels)
  assert.ok(peak >= members.size)
  for (const mode of ['B', 'i', 'o', 'w'] as const) {
    assert.equal(modeCounts[mode], [...members.values()].filter(({ modes }) => modes.has(mode)).length)
  }
  for (const { nick, realname, away, channels: joined, monitored, invitations } of members.values()) {
    assert.ok(monitored.size <= limits.monitored)
    assert.ok(invitations.size <= limits.invitations)
    assert.ok(nick.length <= limits.nickBytes)
    assert.ok(realname.length <= limits.realnameBytes)
    assert.ok((away?.length ?? 0) <= limits.awayBytes)
    assert.ok(joined.size <= limits.channelsPerMember)
  }
  for (const { name, topic, key, lists, invited, renamedMs, createdMs } of channels.values()) {
    assert.ok(renamedMs === undefined || (createdMs <= renamedMs && renamedMs <= timeMs))
    assert.ok(invited.size <= limits.invitations)
    assert.ok((key?.length ?? 0) <= limits.keyBytes)
    assert.ok(lists.b.size + lists.e.size + lists.I.size <= limits.listModes)
    assert.ok(name.length <= limits.channelBytes)
    assert.ok((topic?.text.length ?? 0) <= limits.topicBytes)
  }
}

/** What is remembered is in one order from both ends, within its bounds, and of a channel that there is. */
function checkArchive({ archive, channels, empty, lost, facts: { limits } }: Room): void {
  const histories = new Set([...channels.values(), ...empty.values()].map(({ history }) => history))
  for (const [one, others] of archive.pairs) {
    for (const [other, history] of others) {
      assert.ok(history.messages.length + history.events.length > 0)
      assert.equal(archive.pairs.get(other)?.get(one), history)
      histories.add(history)
    }
  }
  const all = [...histories]
  let bytes = 0
  let lines = 0
  for (const order of [archive.messages, archive.events]) {
    let older: typeof order.oldest
    for (let kept = order.oldest; kept !== undefined; kept = kept.newer) {
      assert.equal(kept.older, older)
      assert.ok(older === undefined || older.seq <= kept.seq)
      assert.equal(kept.isMessage, order === archive.messages)
      bytes += kept.bytes
      lines++
      older = kept
    }
    assert.equal(order.newest, older)
  }
  assert.equal(archive.bytes, bytes)
  assert.ok(bytes <= limits.historyTotalBytes)
  assert.equal(
    lines,
    all.reduce((sum, { messages, events }) => sum + messages.length + events.length, 0),
  )
  for (const { bytes, eventBytes, messages, events, nonces } of all) {
    const weights = [messages, events].map((ring) => [...ring].reduce((sum, kept) => sum + kept.bytes, 0))
    assert.deepEqual([bytes - eventBytes, eventBytes], weights)
    assert.ok(bytes <= limits.historyBytes)
    const withNonce = [...messages].filter(({ line }) => line.tags?.has(nonceTag) === true)
    assert.equal(nonces.size, withNonce.length)
    for (const kept of withNonce) assert.equal(nonces.get(kept.line.tags?.get(nonceTag) ?? ''), kept)
  }
  assert.ok(channels.size + empty.size <= limits.channels)
  for (const id of empty.keys()) assert.ok(!channels.has(id))
  assert.ok(lost.newest.size <= limits.channels)
}
