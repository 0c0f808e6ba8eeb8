import { describe, expect, it } from 'vitest'
import { Person } from './stage.ts'

/** Whole screens, as a terminal shows them. */

function office(columns: number, rows: number): Person {
  const person = new Person({ columns, rows })
  person.hear(':dan!u@h JOIN #lobby', ':eve!u@h JOIN #lobby')
  person.says('bob', 'good morning').says('bob', 'is the 日本 parcel here? 👩‍👩‍👧 asks')
  person.at += 60_000
  person
    .says('cleo', '\x01ACTION looks under the desk\x01')
    .says('bob', 'ann: see https://example.org/a_(b).')
  person.hear(':eve!u@h QUIT :Quit: bye', ':cleo!u@h TOPIC #lobby :Parcels, and tea')
  return person.type('on my way')
}

describe('the screen', () => {
  it('of 80 by 24', async () => {
    const rows = await office(80, 24).look()
    expect(rows).toMatchSnapshot()
    expect(rows).toHaveLength(24)
  })

  it('of 40 by 10', async () => {
    expect(await office(40, 10).look()).toMatchSnapshot()
  })

  it('of 40 by 8, the smallest that has everything', async () => {
    expect(await office(40, 8).look()).toMatchSnapshot()
  })

  it('of 200 by 60', async () => {
    const rows = await office(200, 60).look()
    expect(rows.slice(0, 12)).toMatchSnapshot()
    expect(rows.slice(-2)).toMatchSnapshot()
  })

  it('of 30 by 6 is the log and what is typed', async () => {
    expect(await office(30, 6).look()).toMatchSnapshot()
  })
})
