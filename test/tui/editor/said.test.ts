import { describe, expect, it } from 'vitest'
import { newBuffer } from '../../../src/tui/buffers.ts'
import { formatSaid, nothing, parseSaid, saidWith } from '../../../src/tui/editor/said.ts'

const buffer = (key: string, ...said: string[]): { key: string; history: { said: string[] } } => ({
  key,
  history: { said },
})

describe('what was said', () => {
  it('is there again in its buffer the next time', () => {
    const said = saidWith(new Map([['eve', ['old']]]), [buffer('#lobby', 'one', 'two'), buffer('ann')])
    const again = parseSaid(formatSaid(said)) ?? nothing
    expect(newBuffer('#Lobby', 0, again).history.said).toEqual(['one', 'two'])
    expect(newBuffer('eve', 0, again).history.said).toEqual(['old'])
    expect(newBuffer('ann', 0, again).history.said).toEqual([])
  })

  it('is kept without commands, which may have a key or a password in them', () => {
    const said = saidWith(nothing, [buffer('#c', 'a', '/join #x secret', '/me waves', '//b', '/msg bob c')])
    expect(said.get('#c')).toEqual(['a', '/me waves'])
  })

  it('is kept of 50 buffers, those that were opened last', () => {
    const said = saidWith(
      nothing,
      Array.from({ length: 60 }, (_, n) => buffer(`#${n}`, 'x')),
    )
    expect([said.size, said.has('#9'), said.has('#10')]).toEqual([50, false, true])
  })

  it.each([
    '',
    '[]',
    '{"v":1}',
    '{"v":2,"said":{}}',
    '{"v":1,"said":{"#c":"x"}}',
    '{"v":1,"said":{"#c":[1]}}',
  ])('is not %j', (text) => expect(parseSaid(text)).toBeUndefined())
})
