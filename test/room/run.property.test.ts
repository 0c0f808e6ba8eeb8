import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Limits, defaultLimits } from '../../src/protocol/limits.ts'
import { type Room, createRoom } from '../../src/room/room.ts'
import { loadEntry, saveEntry } from '../../src/room/entry-line.ts'
import { run } from '../../src/room/run.ts'
import { load, save } from '../../src/room/snapshot.ts'
import { runs } from '../runs.ts'
import { Scene, configOf, factsOf, openedMs } from './harness.ts'
import { Invariants } from './invariants.ts'
import { type Step, steps } from './play.ts'
import { type Peers, bytesOf, take } from './take.ts'

/** Small bounds are met often; those that lines are made of stay. */
const small: Limits = {
  ...defaultLimits,
  renameNamesPerSecond: 1,
  channelsPerMember: 3,
  channels: 4,
  targets: 3,
  modeChanges: 12,
  listModes: 5,
  invitations: 2,
  monitored: 3,
  whowas: 5,
  whowasPerNick: 2,
  accounts: 3,
  accountCertificates: 1,
  keptOperators: 1,
  readMarkers: 2,
  readMarkerAccounts: 2,
  multilineLines: 4,
  historyMessages: 6,
  historyPairMessages: 3,
  historyPerRequest: 8,
  historyReplayed: 3,
}
const facts = factsOf({ server: 'irc.office.example.org', limits: small })

const open = (): Room => createRoom(facts, openedMs, configOf({ motd: ['hello'] }))
const saved = (room: Room): string[] => [...save(room)]

function pulled(lines: Iterator<string> | undefined): string[] {
  const next = lines?.next()
  return next === undefined || next.done === true ? [] : [next.value]
}

/** Plays all steps, with the room saved and loaded again before the step of that number. */
function play(played: readonly Step[], { reloadAt }: { reloadAt?: number } = {}): [outcomes: string[], Room] {
  let room = open()
  const outcomes: string[] = []
  const peers: Peers = new Map()
  for (const [i, step] of played.entries()) {
    if (i === reloadAt) room = load(saved(room), facts)
    outcomes.push(bytesOf(take(room, step, peers)))
  }
  return [outcomes, room]
}

describe('the room', () => {
  it('keeps its invariants, whatever happens', () => {
    fc.assert(
      fc.property(steps, (played) => {
        const room = open()
        const invariants = new Invariants(room)
        const peers: Peers = new Map()
        for (const step of played) invariants.check(take(room, step, peers))
      }),
      { numRuns: runs(500) },
    )
  })

  it('does the same for the same entries, byte for byte, also when it was saved and loaded meanwhile', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 60 }), (played, reloadAt) => {
        const [first, one] = play(played)
        const [second, two] = play(played)
        const [third, three] = play(played, { reloadAt })
        expect(second).toEqual(first)
        expect(third).toEqual(first)
        expect(saved(two)).toEqual(saved(one))
        expect(saved(three)).toEqual(saved(one))
      }),
      { numRuns: runs(500) },
    )
  })

  it('is the same for who takes its snapshot piece by piece while it goes on, and then runs what it ran meanwhile', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 40 }), fc.array(fc.nat({ max: 5 })), (played, beganAt, slices) => {
        const room = open()
        const peers: Peers = new Map()
        const tail: string[] = []
        const taken: string[] = []
        let lines: Iterator<string> | undefined
        for (const [i, step] of played.entries()) {
          if (i === beganAt) lines = save(room)
          const count = slices[i % (slices.length || 1)] ?? 0
          for (let n = 0; n < count; n++) taken.push(...pulled(lines))
          take(room, step, peers, (entry) => {
            if (lines !== undefined) tail.push(saveEntry(entry))
          })
        }
        lines ??= save(room)
        for (let line = pulled(lines); line.length > 0; line = pulled(lines)) taken.push(...line)
        const heir = load(taken, facts)
        for (const line of tail) run(heir, loadEntry(line))
        expect(saved(heir)).toEqual(saved(room))
      }),
      { numRuns: runs(500) },
    )
  })

  it('does not change by being looked at', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob')
    const before = saved(scene.room)
    scene.atMs += 1_000
    for (const line of [
      'WHO',
      'WHOIS bob',
      'WHOWAS bob',
      'NAMES #a',
      'LIST',
      'LUSERS',
      'MOTD',
      'VERSION',
      'TIME',
      'INFO',
      'ADMIN',
      'LINKS',
      'STATS u',
      'HELP',
      'HELP JOIN',
      'ISON bob',
    ]) {
      scene.line('ann', line)
    }
    expect(saved(scene.room)).toEqual(before)
  })

  it('never lets its time go back', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob')
    scene.atMs += 5_000
    scene.line('ann', 'PRIVMSG bob :one')
    scene.atMs -= 4_000
    const [outcome] = scene.outcomes(1, 'PRIVMSG bob :two')
    expect(outcome?.type === 'said' && outcome.line.atMs).toBe(openedMs + 5_000)
  })

  it('takes a line of who is no member any more as nothing', () => {
    const scene = new Scene().enter('ann')
    scene.leave('ann', 'x')
    const message = { command: 'JOIN', params: ['#a'] }
    expect(scene.run({ type: 'line', by: 1, atMs: 0, message })).toEqual([])
  })
})

/** Which limit each verb asks for before it changes anything, and a line that makes it ask. */
const asks: readonly (readonly [limit: keyof Limits, line: string])[] = [
  ['awayBytes', 'AWAY x'],
  ['channelBytes', 'JOIN #new'],
  ['invitations', 'INVITE cid #a'],
  ['channelsPerMember', 'JOIN #new'],
  ['channels', 'JOIN #new'],
  ['kickBytes', 'KICK #a bob'],
  ['targets', 'KICK #a bob'],
  ['modeChanges', 'MODE #a +o-n bob'],
  ['monitored', 'MONITOR + x'],
  ['listModes', 'MODE #a +b x'],
  ['keyBytes', 'MODE #a +k x'],
  ['maskBytes', 'MODE #a +b x'],
  ['nickBytes', 'NICK x'],
  ['targets', 'NOTICE bob :x'],
  ['quitBytes', 'PART #a'],
  ['targets', 'PRIVMSG #a,bob :x'],
  ['channelBytes', 'RENAME #a #new'],
  ['kickBytes', 'RENAME #a #new'],
  ['renameNamesPerSecond', 'RENAME #a #new'],
  ['realnameBytes', 'SETNAME x'],
  ['targets', '@+t TAGMSG #a'],
  ['topicBytes', 'TOPIC #a :x'],
]

describe('a verb that throws', () => {
  it.each(asks)('has changed nothing, and costs its sender a 400: %s of %s', (limit, line) => {
    let broken = false
    const limits = { ...defaultLimits }
    Object.defineProperty(limits, limit, {
      enumerable: true,
      get: () => {
        if (broken) throw new Error('broken on purpose')
        return defaultLimits[limit]
      },
    })
    const scene = new Scene()
    const room: Room = { ...scene.room, facts: { ...scene.room.facts, limits } }
    Object.assign(scene, { room })
    scene.enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')
    const before = saved(room)
    broken = true
    const verb = line.replace(/^@\S+ /, '').split(' ')[0]
    expect(scene.all('ann', line)).toEqual([
      `ann < :s 400 ann ${verb} :Internal error; nothing was changed`,
      `failed ${verb}: Error: broken on purpose`,
    ])
    expect(saved(room)).toEqual(before)
  })
})
