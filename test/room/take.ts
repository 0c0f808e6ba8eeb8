import { Lines } from '../../src/protocol/lines.ts'
import { multilineCaps } from '../../src/protocol/caps.ts'
import { type Message, serialize } from '../../src/protocol/message.ts'
import { toWire } from '../../src/protocol/wire.ts'
import { type BatchStep, batchStep, takeStep } from '../../src/room/batch-step.ts'
import { aside } from '../../src/room/aside.ts'
import { wireRule } from '../../src/room/rule/wire-rule.ts'
import { check, isRefusal, refuseRight } from '../../src/room/commands/check.ts'
import type { Command } from '../../src/room/commands/command.ts'
import type { Entry } from '../../src/room/entry.ts'
import type { OutLine, Outcome } from '../../src/room/outcome.ts'
import { type Peer, calledOf, createPeer } from '../../src/room/peer.ts'
import type { Verifiers } from '../../src/room/accounts.ts'
import type { Room } from '../../src/room/room.ts'
import { look, run as runEntry } from '../../src/room/run.ts'
import type { Surroundings } from '../../src/room/surroundings.ts'
import { quickHashing } from '../hashing.ts'
import { closedAccount } from './accounts.ts'
import { inFull } from './harness.ts'
import type { Step } from './play.ts'

type Run = typeof runEntry

/** What the connections of one play know of themselves: they outlive a room that is saved and loaded. */
export type Peers = Map<number, Peer>

/** Takes one step, as a daemon would: a line is read and checked first, and runs in the room's order or beside it. */
export function take(
  room: Room,
  happening: Step,
  peers: Peers,
  appended: (entry: Entry) => void = () => {},
): readonly Outcome[] {
  const run: Run = (room, entry) => {
    appended(entry)
    return runEntry(room, entry)
  }
  const { by, atMs } = happening
  const peer = peers.get(by) ?? {
    ...createPeer(by, { host: 'a.b.c.cloak', address: '0::1' }),
    caps: multilineCaps,
  }
  peers.set(by, peer)
  switch (happening.do) {
    case 'register': {
      const { nick, long } = happening
      const user = long ? 'u'.repeat(20) : '~u'
      const host = long ? 'h'.repeat(64) : 'a.b.c.cloak'
      const address = '0::1'
      const realname = long ? 'r'.repeat(150) : ''
      const tls = long ? { certificate: 'c'.repeat(64) } : undefined
      const { away, account } = peer
      return room.members.has(by)
        ? []
        : run(room, {
            type: 'register',
            by,
            atMs,
            nick: toWire(nick),
            user,
            host,
            address,
            realname,
            tls,
            account,
            away,
          })
    }
    case 'account': {
      const { account, asks } = happening
      const called = asks ? calledOf(peer, room) : undefined
      const mechanism = asks && account !== undefined ? 'PLAIN' : undefined
      return told(peer, run(room, { type: 'account', by, atMs, account, called, mechanism }))
    }
    case 'enrol': {
      const account = toWire(happening.account)
      const verifiers = verifiersWith(happening.salt)
      const called = calledOf(peer, room)
      return told(peer, run(room, { type: 'enrol', by, atMs, account, verifiers, called }))
    }
    case 'credentials': {
      const { salt, add, fingerprint } = happening
      const change =
        salt === undefined
          ? ({ to: 'certificate', add, fingerprint } as const)
          : ({ to: 'password', verifiers: verifiersWith(salt) } as const)
      const account = toWire(happening.account)
      return run(room, { type: 'credentials', by, atMs, account, change, called: calledOf(peer, room) })
    }
    case 'drop': {
      const account = toWire(happening.account)
      return run(room, { type: 'drop', by, atMs, account, called: calledOf(peer, room) })
    }
    case 'leave':
      peers.delete(by)
      return run(room, { type: 'leave', by, atMs, reason: toWire(happening.reason) })
    case 'config':
      return run(room, { type: 'config', by, atMs, config: happening.config })
    case 'takeover':
      // All connections end at once; those of the next process have other ids.
      peers.clear()
      return run(room, { type: 'takeover', by: 0, atMs })
    case 'rule':
      return run(room, { type: 'rule', by: 0, atMs, rule: wireRule(happening.rule), ticket: 1 })
    case 'line':
      return new Lines(room.facts.limits).push(`${toWire(happening.text)}\n`).flatMap((message) => {
        const member = room.members.get(by)
        const command = check(message, member !== undefined)
        const step = member && batchStep(peer, message, command, room.facts.limits)
        if (step !== undefined) return batched(room, peer, message, step, atMs, run)
        if (isRefusal(command)) return []
        if (member === undefined || command.member.on === 'peer') {
          return [
            ...besides(room, peer, command, { message, atMs }),
            ...quitted(room, peer, atMs, peers, run),
          ]
        }
        const request = { by, atMs, message }
        if (command.member.on === 'look') return look(room, request)
        if (command.member.isSecret !== true) return run(room, { type: 'line', ...request })
        const vouched = message.params[1] === 'right'
        return run(room, { type: 'line', ...request, message: { ...message, params: [] }, vouched })
      })
  }
}

/** What a connection that is no member learns of its login. */
function told(peer: Peer, outcomes: readonly Outcome[]): readonly Outcome[] {
  for (const outcome of outcomes) if (outcome.type === 'loggedIn') peer.account = outcome.account
  return outcomes
}

function verifiersWith(salt: string): Verifiers {
  const { scrypt, scram } = closedAccount('').verifiers
  return { scrypt: { ...scrypt, salt }, scram: { ...scram, salt } }
}

/** A line of a batch: with the last one the message is said. */
function batched(
  room: Room,
  peer: Peer,
  line: Message,
  step: BatchStep,
  atMs: number,
  run: Run,
): readonly Outcome[] {
  takeStep(peer, step, line)
  if (step.type !== 'ended' || step.said === undefined) return []
  return run(room, { type: 'line', by: peer.id, atMs, ...step.said })
}

/** A verb of the connection, as the daemon runs it for a member, or for who is none yet. */
function besides(
  room: Room,
  peer: Peer,
  command: Command,
  { message, atMs }: { message: Message; atMs: number },
): readonly Outcome[] {
  const member = room.members.get(peer.id)
  return aside({ room, peer, message, atMs: Math.max(atMs, room.timeMs), around }, (given) => {
    if (member === undefined) return command.before?.(given)
    const refusal = refuseRight(command, member)
    if (refusal !== undefined) given.reply(refusal)
    else if (command.member.on === 'peer') command.member.run(given)
  })
}

/** After a QUIT the connection is gone, and leaves the room if it was there. */
function quitted(
  room: Room,
  { id, farewell }: Peer,
  atMs: number,
  peers: Peers,
  run: Run,
): readonly Outcome[] {
  if (farewell === undefined) return []
  peers.delete(id)
  return run(room, { type: 'leave', by: id, atMs, reason: farewell })
}

/** A daemon around the room in which each report has something to tell. */
const around: Surroundings = {
  strangers: () => 1,
  links: () => [
    {
      nick: 'ann',
      user: 'u'.repeat(20),
      host: 'h'.repeat(64),
      unsentBytes: 0,
      bytesOut: 2 ** 40,
      linesIn: 7,
      bytesIn: 2 ** 40,
      openSeconds: 1,
    },
  ],
  uses: () => new Map([['JOIN', 2]]),
  operators: () => ['*', 'root'],
  rehash: () => false,
  enter: () => {},
  hashes: quickHashing,
  refuseTry: () => undefined,
  countWrong: () => {},
  note: () => {},
  hash: () => 'busy',
}

/** Outcomes as bytes, to be compared. */
export function bytesOf(outcomes: readonly Outcome[]): string {
  return outcomes
    .map((outcome) => {
      if (!('line' in outcome)) return JSON.stringify(outcome)
      const { line, ...rest } = outcome
      const lines = [line, ...(line.inside ?? [])]
      return `${JSON.stringify(rest)} ${lines.map(bytesOfLine).join('\n')}`
    })
    .join('\n')
}

function bytesOfLine(line: OutLine): string {
  return `${line.atMs} ${line.msgid} ${inFull(line).map(serialize).join('\n')}`
}
