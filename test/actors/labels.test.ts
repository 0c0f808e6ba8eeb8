import { describe, expect, it } from 'vitest'
import { caps } from '../../src/protocol/caps.ts'
import { type Message, parse } from '../../src/protocol/message.ts'
import { commands } from '../../src/room/commands/table.ts'
import { setUserMode } from '../../src/room/user-modes.ts'
import { RoomWorld } from './world.ts'

/** What may follow a verb: names that are here and not, too little and too much; most of it is wrong for most verbs. */
const sayings = [
  '',
  ':',
  'x',
  '*',
  '#a',
  '#a x',
  '#a :two words',
  '#new',
  'eve',
  'eve :two words',
  'adam',
  'adam :two words',
  'adam +iB',
  '#a,eve,adam,nobody x',
  '#a eve x',
  'eve #a',
  '#a +vo-o eve eve nobody',
  '#a b',
  '+ eve,nobody,adam',
  'S',
  'LIST',
  'LS',
  'REQ :message-tags',
  'x x x x x',
]

/** With what labels need and nothing else, and with everything there is. */
const held = [
  { name: 'the three capabilities', caps: 'batch labeled-response echo-message message-tags' },
  { name: 'every capability', caps: Object.keys(caps).join(' ') },
]

/** What a member hears that says this line under a label, in a channel with one other, as operator of both. */
function heardAfter(text: string, held: string): Message[] {
  const world = new RoomWorld()
  const link = world.join('adam', { caps: held, channels: '#a' })
  const adam = world.state.room.members.values().next().value
  if (adam !== undefined) setUserMode(world.state.room, adam, 'o', true)
  world.join('eve', { channels: '#a' })
  link.hears()
  link.says(`@label=L ${text}`)
  world.settle()
  expect(world.failure).toBeUndefined()
  return link.hears().flatMap((line) => parse(line) ?? [])
}

/** What is wrong with these lines as the answer to one labelled command; undefined for nothing (labeled-response). */
function faultOf(lines: readonly Message[]): string | undefined {
  const labelled = lines.filter(({ tags }) => tags?.get('label') === 'L')
  if (labelled.length !== 1) return `${labelled.length} lines carry the label`
  const open = new Set<string>()
  const own = new Set<Message>(labelled)
  for (const line of lines) {
    const { command, params, tags } = line
    const [reference = ''] = params
    const within = tags?.get('batch')
    if (within !== undefined && !open.has(within)) return `batch ${within} is not open`
    if (command === 'BATCH' && reference.startsWith('+')) {
      if (within === undefined && !own.has(line)) return 'a batch without the label'
      if (!/^\+[A-Za-z0-9-]+$/.test(reference)) return `${reference} is no reference`
      open.add(reference.slice(1))
    } else if (command === 'BATCH' && !open.delete(reference.slice(1))) return `${reference} was not open`
    if (within === undefined && command !== 'BATCH' && !own.has(line) && !isNoAnswer(line)) {
      return `an answer without the label: ${command} ${params.join(' ')}`
    }
  }
  return open.size === 0 ? undefined : 'a batch was not ended'
}

/** What others do, and that one is killed, answer nothing; a message to oneself arrives as anybody's would. */
function isNoAnswer({ source = '', command, params }: Message): boolean {
  const [nick, ...isMember] = source.split('!')
  if (command === 'ERROR' && params.join(' ').includes(' (Killed (')) return true
  if (isMember.length > 0 && nick !== 'adam') return true
  return ['PRIVMSG', 'NOTICE', 'TAGMSG'].includes(command) && nick === params[0]
}

describe.each(held)('who says it under a label, holding $name', ({ caps }) => {
  it.each([...commands.keys(), 'NONSENSE'])(
    'gets exactly one answer to %s: a line, a batch or ACK, and nothing beside it (labeled-response)',
    (verb) => {
      const faults = sayings.flatMap((saying) => {
        const text = `${verb} ${saying}`
        const lines = heardAfter(text, caps)
        const fault = faultOf(lines)
        return fault === undefined ? [] : `${text}: ${fault}`
      })
      expect(faults).toEqual([])
    },
  )
})

describe('what is wrong with a labelled answer is seen', () => {
  const lines = (...texts: string[]): Message[] => texts.flatMap((text) => parse(text) ?? [])

  it.each([
    ['no label', [':s 401 a b :x']],
    ['two', ['@label=L :s 401 a b :x', '@label=L :s 401 a b :x']],
    ['a line beside it', ['@label=L :s ACK', ':s 401 a b :x']],
    ['a batch that is not ended', ['@label=L :s BATCH +1 labeled-response', '@batch=1 :s 318 a']],
    ['a reference with other letters', ['@label=L :s BATCH +a_ labeled-response', ':s BATCH -a_']],
    ['a batch that is not open', ['@label=L :s ACK', '@batch=1 :s 318 a']],
  ])('%s', (_, texts) => {
    expect(faultOf(lines(...texts))).toBeDefined()
  })
})
