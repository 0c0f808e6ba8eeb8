import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../../src/protocol/casemap.ts'
import { type ChannelMode, channelModes, isChannelMode } from '../../../../src/protocol/modes.ts'
import { findChannel } from '../../../../src/room/channels.ts'
import type { Channel } from '../../../../src/room/room.ts'
import { runs } from '../../../runs.ts'
import { Scene } from '../../harness.ts'

/** Masks are the same in any case: one that is taken away and set again in another is none that has changed. */
function wordOf(letter: ChannelMode, arg = ''): string {
  if (arg === '') return letter
  return `${letter} ${channelModes[letter].type === 'A' ? fold(arg) : arg}`
}

/** What a client knows of a channel's modes, by nothing but MODE lines and the table: a word for each that is set. */
class Client {
  readonly words = new Set(['n', 't', 'o ann'])

  hear(line: string): void {
    const [, , , changes = '', ...args] = line.split(' ')
    let add = true
    for (const letter of changes) {
      if (isChannelMode(letter)) this.#change(letter, add, args)
      else add = letter === '+'
    }
    expect(args).toEqual([])
  }

  /** As CHANMODES says which letters have a parameter (Modern IRC, "MODE message"). */
  #change(letter: ChannelMode, add: boolean, args: string[]): void {
    const { type } = channelModes[letter]
    const arg = type === 'D' || (type === 'C' && !add) ? undefined : args.shift()
    const isSetting = type === 'B' || type === 'C'
    const word = wordOf(letter, arg)
    const before = isSetting ? [...this.words].find((known) => known.startsWith(`${letter} `)) : undefined
    if (before !== undefined) this.words.delete(before)
    if (isSetting) expect(before).not.toBe(add ? word : undefined)
    else expect(this.words.delete(word)).toBe(!add)
    if (add) this.words.add(word)
  }
}

/** The same of the room. */
function wordsOf(scene: Scene, { flags, key, limit, lists, members }: Channel): string[] {
  const words: string[] = [...flags]
  if (key !== undefined) words.push(`k ${key}`)
  if (limit !== undefined) words.push(`l ${limit}`)
  for (const mode of ['b', 'e', 'I'] as const) {
    for (const { mask } of lists[mode].values()) words.push(wordOf(mode, mask))
  }
  for (const [id, ranks] of members) {
    const nick = scene.room.members.get(id)?.nick ?? ''
    for (const mode of ['o', 'v'] as const)
      if ((ranks & channelModes[mode].bit) !== 0) words.push(`${mode} ${nick}`)
  }
  return words.sort()
}

const letters = fc.constantFrom('+', '-', ...Object.keys(channelModes), 'x')
const changes = fc.array(letters, { maxLength: 16 }).map((of) => of.join(''))
const args = fc.array(
  fc.constantFrom('ann', 'bob', 'BOB', 'cid', 'x', 'X', 'm:x', '*', '1', '02', ',', 'z'.repeat(130)),
  {
    maxLength: 14,
  },
)
const line = fc.tuple(changes, args).map(([text, of]) => `MODE #a ${text} ${of.join(' ')}`)

describe('MODE', () => {
  it('tells all that it changes, and nothing else: who follows the lines knows the modes', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const scene = new Scene({ limits: { listModes: 4 } }).enter('ann', 'bob', 'cid')
        scene.join('#a', 'ann', 'bob')
        const channel = findChannel(scene.room, '#a')
        if (channel === undefined) throw new Error('there is no channel')
        const client = new Client()
        for (const text of lines) {
          for (const said of scene.line('ann', text)) {
            if (said.includes(' MODE #a ')) client.hear(said.slice(said.indexOf(' < ') + 3))
          }
          expect([...client.words].sort()).toEqual(wordsOf(scene, channel))
        }
      }),
      { numRuns: runs(300) },
    )
  })
})
