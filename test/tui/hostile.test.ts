import { describe, expect, it } from 'vitest'
import { widthOfRow } from '../../src/tui/view/cells.ts'
import { view } from '../../src/tui/view/view.ts'
import { type Glass, Person } from './stage.ts'

/** What somebody could say to act on another one's terminal. */
const attacks = {
  'OSC 52, the clipboard': '\x1b]52;c;cm0gLXJmIH4=\x07',
  'the title': '\x1b]0;pwned\x1b\\',
  'C1 of eight bits': '\u009b2J\u009d0;pwned\u009c\u0090q\u0085',
  'the end of the alternate screen': '\x1b[?1049l\x1bc',
  'a cursor that walks': '\x1b[5A\x1b[2K\r\b\b\v\f',
  'an override of direction': '\u202egpj.exe \u2066\u2067\u200f',
  'ten thousand marks on a letter': `z${'\u0301'.repeat(10_000)}`,
  'marks with joiners between': `y${'\u0301\u200d'.repeat(5_000)}`,
  'half a pair': '\ud83d and \udc4d',
  'a syllable without an end': 'ᄀ'.repeat(2_000),
  'a family without an end': `👩${'\u200d👩'.repeat(2_000)}`,
  'lines that are none': 'a\u2028b\u2029c\u0085d',
  'a link that lies': 'https://example.org/\x1b]8;;file:///etc/passwd\x1b\\x',
  'colours of its own': '\x0304,05red\x03 \x02\x1d\x1f\x16\x1ball',
} as const

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 40, rows: 10 },
]

/** All that a screen may write besides text: what `screen.ts` and `encode.ts` make. */
const ours = /\x1b\[\??[\d;]*[A-Za-z]|\x1b\]8;;(?:https?:\/\/[\x21-\x7e]*)?\x1b\\/g

async function everywhere(text: string, size: { columns: number; rows: number }): Promise<Glass> {
  const person = new Person(size)
  person.at += 1_000
  const nick = text.replaceAll(/[\s!@:]/gu, '').slice(0, 200) || 'x'
  person.tell({ type: 'join', nick })
  person.tell({ type: 'message', nick, text, kind: 'message', id: 'a' })
  person.tell({ type: 'message', nick, text, kind: 'action' })
  person.tell({ type: 'message', nick, text, kind: 'notice', ranks: text })
  person.tell({ type: 'react', nick, text, about: 'a' })
  person.tell({ type: 'message', nick: 'bob', text: 'so', kind: 'message', about: 'a' })
  person.tell({ type: 'topic', nick, text })
  person.tell({ type: 'nick', nick, text })
  person.tell({ type: 'typing', nick, text: 'active' })
  person.tell({ type: 'error', text })
  person.tell({ type: 'gap', text, code: 'forgotten' })
  person.tell({ type: 'quit', nick, text })
  person.tell({ type: 'message', nick: text, text, channel: text, kind: 'message' })
  person.room = {
    ...person.room,
    isupport: new Map([['NETWORK', text]]),
    channels: new Map([
      [
        '#lobby',
        {
          name: '#lobby',
          topic: text,
          members: new Map([[nick, { nick: text, prefixes: '', away: false }]]),
          arriving: [],
          complete: true,
        },
      ],
    ]),
  }
  person.happen({ type: 'room', room: person.room, network: { is: 'here' }, at: person.at })
  person.happen({ type: 'paste', text, at: person.at })
  for (const { parts } of view(person.tui).rows)
    for (const { column, row } of parts) expect(column + widthOfRow(row)).toBeLessThanOrEqual(size.columns)
  return await person.glass()
}

describe.each(sizes)('on a screen of $columns by $rows', (size) => {
  it.each(Object.entries(attacks))('%s only can be read', async (_name, attack) => {
    const glass = await everywhere(`before ${attack} after`, size)
    const written = glass.bytes.join('')
    expect(written.replaceAll(ours, '')).not.toMatch(
      /[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]|\p{Surrogate}|\p{Mark}{9}/u,
    )
    // The screen is the one that we drew: nothing moved, nothing was wiped, and we are in it.
    expect(glass.terminal.buffer.active.type).toBe('alternate')
    const rows = await glass.rows()
    expect(rows[0]).toMatch(/^ #lobby/)
    // What is pasted may need more than one row.
    expect(rows.filter((row) => row.startsWith(' ann'))).toHaveLength(1)
    expect(written.length).toBeLessThan(40_000)
  })
})

describe('a link', () => {
  it('leads where it says, by http alone, and ends with its text', async () => {
    const person = new Person({ columns: 80, rows: 10 })
    person.says('bob', 'see https://example.org/a?b=ü. or file:///etc/passwd javascript:alert(1)')
    const written = (await person.glass()).bytes.join('')
    expect(written.match(/\x1b\]8;;[^\x1b]*\x1b\\/g)).toEqual([
      '\x1b]8;;https://example.org/a?b=%C3%BC\x1b\\',
      '\x1b]8;;\x1b\\',
    ])
  })
})
