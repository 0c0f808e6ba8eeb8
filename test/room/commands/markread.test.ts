import { describe, expect, it } from 'vitest'
import { isoTime } from '../../../src/protocol/time.ts'
import { Scene, openedMs } from '../harness.ts'

const at = (second: number) => `timestamp=${isoTime(openedMs + second * 1000)}`
const hour = 3_600

/** Ann, twice with one account, and bob and cid without one. An hour is over. */
function office(limits = {}): Scene {
  const scene = new Scene({ limits })
  scene.register('ann', { account: 'Ann' })
  scene.register('ann2', { account: 'ANN' })
  scene.enter('bob', 'cid')
  scene.atMs += hour * 1000
  return scene
}

describe('MARKREAD', () => {
  it('is told to all of the account, and to nobody else (IRCv3 read-marker "Command flows")', () => {
    expect(office().line('ann', `MARKREAD #a ${at(1)}`)).toEqual([
      `ann < :s MARKREAD #a ${at(1)}`,
      `ann2 < :s MARKREAD #a ${at(1)}`,
    ])
    expect(office().line('bob', `MARKREAD cid ${at(1)}`)).toEqual([`bob < :s MARKREAD cid ${at(1)}`])
  })

  it('is answered by what is known, or an asterisk, where no time is given', () => {
    const scene = office()
    expect(scene.all('ann', 'MARKREAD #a')).toEqual(['ann < :s MARKREAD #a *'])
    scene.line('ann', `MARKREAD #a ${at(1)}`)
    expect(scene.line('ann2', 'MARKREAD #A')).toEqual([`ann2 < :s MARKREAD #A ${at(1)}`])
    expect(scene.all('bob', 'MARKREAD #a')).toEqual(['bob < :s MARKREAD #a *'])
  })

  it('only goes on: what is not later is answered by what is known, to who said it ("Read timestamp notes")', () => {
    const scene = office()
    scene.line('ann', `MARKREAD #a ${at(5)}`)
    for (const second of [4, 5]) {
      expect(scene.line('ann2', `MARKREAD #a ${at(second)}`)).toEqual([`ann2 < :s MARKREAD #a ${at(5)}`])
    }
    expect(scene.line('ann2', `MARKREAD #a ${at(6)}`)).toHaveLength(2)
  })

  it('takes a time of the future as now', () => {
    expect(office().line('bob', `MARKREAD #a ${at(hour * 9)}`)).toEqual([`bob < :s MARKREAD #a ${at(hour)}`])
  })

  it('stays the account’s while nobody is here, and goes with the connection of who has none', () => {
    const scene = office()
    for (const nick of ['ann', 'bob']) scene.line(nick, `MARKREAD #a ${at(1)}`)
    for (const nick of ['ann', 'ann2', 'bob']) scene.leave(nick, 'bye')
    scene.register('ann3', { account: 'ann' })
    scene.enter('bob')
    expect(scene.line('ann3', 'MARKREAD #a')).toEqual([`ann3 < :s MARKREAD #a ${at(1)}`])
    expect(scene.all('bob', 'MARKREAD #a')).toEqual(['bob < :s MARKREAD #a *'])
  })

  it('is told at JOIN, before the names end', () => {
    const scene = office()
    scene.line('ann', `MARKREAD #a ${at(1)}`)
    const told = scene.line('ann', 'JOIN #A')
    const marker = told.indexOf(`ann < :s MARKREAD #A ${at(1)}`)
    expect(marker).toBeGreaterThan(0)
    expect(marker).toBeLessThan(told.findIndex((line) => line.includes(' 366 ')))
    expect(scene.all('bob', 'JOIN #A')).toContain('bob < :s MARKREAD #A *')
  })

  it('goes along when the channel is renamed, and is told to who sees that as a JOIN', () => {
    const scene = office().join('#a', 'ann', 'bob')
    scene.line('bob', `MARKREAD #a ${at(1)}`)
    expect(scene.line('ann', 'RENAME #a #b')).toContain(`bob < :s MARKREAD #b ${at(1)}`)
    expect(scene.line('bob', 'MARKREAD #b')).toEqual([`bob < :s MARKREAD #b ${at(1)}`])
  })

  it('follows who logs in', () => {
    const scene = office()
    scene.line('ann', `MARKREAD #a ${at(1)}`)
    scene.line('bob', `MARKREAD #a ${at(2)}`)
    const logIn = (account: string | undefined) =>
      scene.run({ type: 'account', by: scene.id('bob'), atMs: scene.atMs, account })
    logIn('ann')
    expect(scene.line('bob', `MARKREAD #a ${at(3)}`)).toHaveLength(3)
    logIn(undefined)
    expect(scene.line('bob', 'MARKREAD #a')).toEqual([`bob < :s MARKREAD #a ${at(2)}`])
    expect(scene.line('ann', `MARKREAD #a ${at(4)}`)).toHaveLength(2)
  })

  it('is refused without a target, for what is no name, and for what is no time', () => {
    const scene = office()
    const refusal = (line: string) =>
      scene
        .line('ann', line)
        .join('|')
        .replace(/^ann < :s FAIL MARKREAD /, '')
    expect(refusal('MARKREAD')).toBe('NEED_MORE_PARAMS :Missing parameters')
    expect(refusal('MARKREAD :')).toBe('NEED_MORE_PARAMS :Missing parameters')
    for (const target of ['#', 'a,b', '@#a', `#${'x'.repeat(64)}`, 'x'.repeat(33)]) {
      expect(refusal(`MARKREAD ${target} ${at(1)}`), target).toBe(
        `INVALID_PARAMS ${target} :Invalid parameters`,
      )
    }
    for (const time of [
      '*',
      'timestamp=*',
      at(1).slice(10),
      'timestamp=2026-02-30T00:00:00.000Z',
      'msgid=b-1',
    ]) {
      expect(refusal(`MARKREAD #a ${time}`), time).toBe(`INVALID_PARAMS #a ${time} :Invalid parameters`)
    }
  })

  it('is known of so many targets, and of so many accounts, the one that changed first goes', () => {
    const scene = office({ readMarkers: 2, readMarkerAccounts: 1 })
    for (const [i, target] of ['#a', '#b', '#a', '#c'].entries())
      scene.line('ann', `MARKREAD ${target} ${at(i)}`)
    expect([...(scene.room.readMarkers.get('ann')?.keys() ?? [])]).toEqual(['#a', '#c'])
    scene.run({ type: 'account', by: scene.id('cid'), atMs: scene.atMs, account: 'cid' })
    scene.line('cid', `MARKREAD #a ${at(1)}`)
    expect([...scene.room.readMarkers.keys()]).toEqual(['cid'])
  })
})
