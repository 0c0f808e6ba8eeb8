import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/room/commands/table.ts'
import { runs } from '../runs.ts'
import { RoomWorld } from './world.ts'

const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code))
const junk = fc.array(byte, { maxLength: 30 }).map((bytes) => bytes.join(''))
const word = fc.oneof(
  fc.constantFrom(
    '#a',
    '#b',
    'n0',
    'n1',
    '*',
    '',
    ':',
    '::',
    '+o',
    '-o+vx',
    '0',
    'LS',
    'REQ',
    '302',
    'earshot.test',
  ),
  fc.constantFrom('server-time', 'message-tags batch labeled-response', 'echo-message', '-batch', 'setname'),
  junk,
)
const tags = fc.option(
  fc.tuple(fc.constantFrom('label', '+x', 'time', ''), junk).map(([key, value]) => `@${key}=${value} `),
  { nil: '', freq: 4 },
)
const verb = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...commands.keys()).filter((verb) => verb !== 'QUIT') },
  { weight: 1, arbitrary: junk },
)
const request = fc
  .tuple(tags, verb, fc.array(word, { maxLength: 4 }), fc.option(word, { nil: undefined }))
  .map(([tags, verb, words, last]) =>
    [`${tags}${verb}`, ...words, ...(last === undefined ? [] : [`:${last}`])].join(' '),
  )
const read = fc.record({
  by: fc.nat(3),
  lines: fc.array(request, { maxLength: 6 }),
  closes: fc.nat(9).map((n) => n === 0),
})

/** A room with three members of different capabilities and one who has not registered. */
function openWorld(delayMs: number): RoomWorld {
  const world = new RoomWorld({ delayMs, limits: { rateBurst: 1e6 } })
  const caps = ['', 'server-time message-tags', 'echo-message batch labeled-response']
  for (let i = 0; i < 3; i++) world.join(`n${i}`, { caps: caps[i] ?? '', channels: '#a,#b' })
  world.connect()
  return world
}

describe('whatever bytes come in', () => {
  it('the room and its connections go on, and only whole lines within their bounds leave', () => {
    fc.assert(
      fc.property(fc.array(read, { maxLength: 20, size: 'max' }), fc.constantFrom(0, 5), (reads, delayMs) => {
        const world = openWorld(delayMs)
        for (const { by, lines, closes } of reads) {
          world.links[by]?.says(...lines)
          world.turn()
          if (closes) world.links[by]?.closes()
        }
        world.settle()
        expect(world.failure).toBeUndefined()
        expect(world.said('conn.crashed')).toEqual([])
        expect(world.said('command.failed')).toEqual([])
        for (const { text } of world.links.filter(({ text }) => text !== '')) {
          expect(text.endsWith('\r\n')).toBe(true)
          for (const line of text.slice(0, -2).split('\r\n')) {
            expect(line).not.toMatch(/[\0\r\n]/)
            const untagged = line.startsWith('@') ? line.slice(line.indexOf(' ') + 1) : line
            expect(untagged.length, untagged).toBeLessThanOrEqual(510)
          }
        }
      }),
      { numRuns: runs(200) },
    )
  })

  it('everybody gets the same, whether entries are applied at once or 5 ms later', () => {
    const timeless = (text: string): string =>
      text.replaceAll(/time=[^; ]+|\b1[78]\d{8}\b| 317 \S+ \S+ \d+| 391 .*| 242 .*/g, '')
    fc.assert(
      fc.property(fc.array(read, { maxLength: 20, size: 'max' }), (reads) => {
        const worlds = [openWorld(0), openWorld(5)]
        for (const { by, lines, closes } of reads) {
          for (const world of worlds) {
            world.links[by]?.says(...lines)
            world.settle()
            if (closes) world.links[by]?.closes()
            world.settle()
          }
        }
        const [atOnce, later] = worlds.map(({ links }) => links.map(({ text }) => timeless(text)))
        expect(later).toEqual(atOnce)
      }),
      { numRuns: runs(100) },
    )
  })
})
