import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Asker } from '../../src/delivery/delivery.ts'
import { type CapName, allCaps, namesIn } from '../../src/protocol/caps.ts'
import type { Outcome } from '../../src/room/outcome.ts'
import { runs } from '../runs.ts'
import { by, capSet, line, replied, said } from './lines.ts'
import { Office } from './office.ts'
import { Oracle } from './oracle.ts'

const id = fc.integer({ min: 1, max: 6 })
const channel = fc.constantFrom('#a', '#b', '#c')
const some = fc.uniqueArray(channel, { minLength: 1, maxLength: 3 })
/** Those that most clients ask for, and that change what these lines look like. */
const often: CapName[] = [
  'message-tags',
  'server-time',
  'away-notify',
  'echo-message',
  'batch',
  'labeled-response',
  'draft/multiline',
]
const label = fc.option(fc.constant('L'), { nil: undefined })
const caps = fc.oneof(fc.subarray(namesIn(allCaps)), fc.subarray(often)).map((names) => capSet(...names))

/** One thing that happens, as what the room would say of it. */
const happening = fc.oneof(
  { weight: 1, arbitrary: fc.record({ what: fc.constant('attach' as const), id }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('detach' as const), id }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('caps' as const), id, caps }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('turn' as const) }) },
  {
    weight: 12,
    arbitrary: fc
      .oneof(
        fc.record({ verb: fc.constant('join'), id, channel, label }),
        fc.record({ verb: fc.constant('part'), id, channel, label }),
        fc.record({ verb: fc.constant('text'), id, channel, label }),
        fc.record({ verb: fc.constant('several'), id, channel, label }),
        fc.record({ verb: fc.constant('private'), id, other: id, label }),
        fc.record({ verb: fc.constant('severalPrivate'), id, other: id, label }),
        fc.record({ verb: fc.constant('quit'), id, some, label }),
        fc.record({ verb: fc.constant('away'), id, some, label }),
        fc.record({ verb: fc.constant('kick'), id, other: id, channel, label }),
        fc.record({ verb: fc.constant('answer'), id, label }),
        fc.record({ verb: fc.constant('instead'), id, some, label }),
        fc.record({ verb: fc.constant('needs'), id, other: id, some, label }),
        fc.record({ verb: fc.constant('mixed'), id, other: id, some, label }),
      )
      .map((deed) => ({ what: 'deed' as const, ...deed })),
  },
)

type Deed = { verb: string; id: number; other?: number; channel?: string; some?: string[] }

function outcomesOf({ verb, id, other = 1, channel = '#a', some = [] }: Deed, n: number): Outcome[] {
  const me = `n${id}`
  const several = (target: string) => ({
    ...by(me, 'PRIVMSG', target),
    tags: new Map([['+t', `${n}`]]),
    parts: [
      { text: `text ${n}`, isConcat: false },
      { text: '', isConcat: false },
      { text: 'more', isConcat: true },
    ],
  })
  const text = (...params: string[]) => by(me, 'PRIVMSG', ...params, `text ${n}`)
  switch (verb) {
    case 'join':
      return [
        { type: 'subscribed', member: id, channel },
        said({ ...by(me, 'JOIN', channel, 'acc', 'Real Name'), account: 'acc' }, { channels: [channel] }),
        replied(id, {
          ...line('353', me, '=', channel),
          words: { list: ['@+op!u@h', 'n!u@h'], space: 10 },
        }),
        replied(id, line('366', me, channel, 'End')),
      ]
    case 'part':
      return [
        said(by(me, 'PART', channel), { channels: [channel] }),
        { type: 'unsubscribed', member: id, channel },
      ]
    case 'text':
      return [said(text(channel), { channels: [channel] }, id)]
    case 'several':
      return [said(several(channel), { channels: [channel] }, id)]
    case 'severalPrivate':
      return [
        said(several(`n${other}`), { also: [other] }, id),
        replied(id, line('301', me, `n${other}`, 'away')),
      ]
    case 'private':
      return [
        said(text(`n${other}`), { also: [other] }, id),
        replied(id, line('301', me, `n${other}`, 'away')),
      ]
    case 'quit':
      return [said(by(me, 'QUIT', 'bye'), { channels: some, except: [id] })]
    case 'away':
      return [
        said(by(me, 'AWAY', `${n}`), { channels: some, except: [id] }),
        replied(id, line('306', me, 'x')),
      ]
    case 'kick':
      return [
        said(by(me, 'KICK', channel, `n${other}`, 'out'), { channels: [channel] }),
        { type: 'unsubscribed', member: other, channel },
      ]
    // One event in two forms, as CHGHOST and RENAME are said.
    case 'instead':
      return [
        said(by(me, 'CHGHOST', 'u', `h${n}`), { channels: some }),
        said(
          { ...by(me, 'QUIT', 'x'), unless: ['chghost', 'draft/channel-rename'] },
          { channels: some, except: [id] },
        ),
      ]
    case 'needs':
      return [
        said({ ...by(me, 'AWAY', `${n}`), needs: 'extended-monitor' }, { channels: some, also: [other] }),
      ]
    case 'mixed':
      return [said(by(me, 'NICK', `n${n}`), { channels: some, also: [other], except: [id] })]
    default:
      return [replied(id, line('PONG', `${n}`))]
  }
}

describe('delivery', () => {
  it('sends every link byte for byte what each line to each who sees it, at once, would have been', () => {
    fc.assert(
      fc.property(
        fc.array(happening, { maxLength: 80, size: 'max' }),
        fc.constantFrom(150, 600, Infinity),
        (happenings, turnBytes) => {
          const office = new Office({ turnBytes })
          const oracle = new Oracle()
          const links = new Map<number, ReturnType<Office['enter']>>()
          // A connection that comes back is another one, as the room's ids are.
          const idOf = (id: number): number => lives[id - 1] ?? id
          const lives: number[] = [1, 2, 3, 4, 5, 6]
          let n = 0
          for (const happening of happenings) {
            n++
            switch (happening.what) {
              case 'attach': {
                if (links.has(idOf(happening.id))) break
                links.set(idOf(happening.id), office.enter(idOf(happening.id), 0))
                oracle.attach(idOf(happening.id))
                break
              }
              case 'detach': {
                const gone = idOf(happening.id)
                office.delivery.detach(gone, { words: 'ERROR :bye\r\n', cause: 'left' })
                oracle.detach(gone, 'ERROR :bye\r\n')
                if (links.has(gone)) lives[happening.id - 1] = gone + 6
                break
              }
              case 'caps':
                office.delivery.setCaps(idOf(happening.id), happening.caps)
                oracle.setCaps(idOf(happening.id), happening.caps)
                break
              case 'turn': {
                const before = new Map([...links].map(([id, link]) => [id, link.written.length]))
                office.turn()
                for (const [id, link] of links)
                  expect(link.written.length - (before.get(id) ?? 0)).toBeLessThan(2)
                break
              }
              case 'deed': {
                const deed = { ...happening, id: idOf(happening.id) }
                const other = 'other' in happening ? { other: idOf(happening.other) } : {}
                const outcomes = outcomesOf({ ...deed, ...other }, n)
                const asker: Asker = { id: deed.id, label: happening.label, atMs: n }
                office.delivery.deliver(outcomes, asker)
                oracle.deliver(outcomes, asker)
              }
            }
          }
          office.turn()
          for (const [id, link] of links) expect(link.text).toBe(oracle.texts.get(id)?.())
        },
      ),
      { numRuns: runs(500) },
    )
  })
})
