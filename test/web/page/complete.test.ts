import { describe, expect, it } from 'vitest'
import type { Member } from '../../../src/client/model.ts'
import { start } from '../../../src/client/register.ts'
import { type Completed, completed } from '../../../src/web/page/complete.ts'
import type { Page } from '../../../src/web/page/model.ts'
import { lobby, pageWith } from './page.ts'

/** #lobby with these people, of whom eve and then bob spoke. */
function room(...nicks: string[]): Page {
  const { model } = start({ nick: 'me', user: 'me', realname: 'me', channels: [] }, 0)
  const members = new Map(nicks.map((nick): [string, Member] => [nick, { nick, prefixes: '', away: false }]))
  const channel = { name: '#lobby', topic: '', members, arriving: [], complete: true }
  const page = pageWith({ text: 'a' }, { text: 'b', nick: 'bob' })
  return { ...page, room: { ...model, channels: new Map([['#lobby', channel]]) } }
}

function press(page: Page, text: string, by: 1 | -1 = 1, before?: Completed): Completed | undefined {
  return completed(page, lobby(page), { text, at: text.length }, by, before)
}

describe('Tab on the page', () => {
  const page = room('me', 'ann', 'bob', 'bill', 'eve')

  it('completes who spoke last first, and goes around', () => {
    const first = press(page, 'b')
    expect(first?.text).toBe('bob: ')
    const second = press(page, 'bob: ', 1, first)
    expect(second?.text).toBe('bill: ')
    expect(press(page, 'bill: ', 1, second)?.text).toBe('bob: ')
    expect(press(page, 'bill: ', -1, second)?.text).toBe('bob: ')
    expect(press(page, 'so E')?.text).toBe('so eve ')
  })

  it('completes channels and commands', () => {
    expect(press(page, 'see #lo')?.text).toBe('see #lobby ')
    expect(press(page, '/top')?.text).toBe('/topic ')
  })

  it('leads on where there is nothing to complete, or nothing else', () => {
    const only = press(page, 'an')
    expect(only).toMatchObject({ text: 'ann: ', at: 5 })
    expect(press(page, 'ann: ', 1, only)).toBeUndefined()
    expect(press(page, '')).toBeUndefined()
    expect(press(page, 'xy')).toBeUndefined()
    expect(press(page, 'an', -1)).toBeUndefined()
  })
})
