import { describe, expect, it } from 'vitest'
import { lineAt, shapeOf } from '../../bench/load/talk.ts'

const relayed = (nick: string, us: number): string => `:${nick}!bench@127.0.0.1 ${lineAt(us)}`

describe('the shape of relayed lines', () => {
  it('says where the sender and the stamp are', () => {
    const text = relayed('s0', 1) + relayed('s7', 123_456)
    const { lineBytes, digitAt, stampAt } = shapeOf(text)
    expect(text.charAt(lineBytes + digitAt)).toBe('7')
    expect(Number(text.slice(lineBytes + stampAt, lineBytes + stampAt + 15))).toBe(123_456)
  })

  it.each([
    ['a longer line', relayed('s1', 1) + relayed('s10', 1)],
    ['a line that is cut', relayed('s1', 1) + relayed('s2', 1).slice(0, -9)],
    ['another line among them', `${relayed('s1', 1)}PING :x\r\n`],
  ])('%s cannot be counted by bytes', (_, text) => {
    expect(() => shapeOf(text)).toThrow()
  })

  it('a payload is always 100 bytes', () => {
    for (const us of [0, 1.5, 9e14 - 1]) expect(lineAt(us).split(':')[1]).toHaveLength(102)
  })
})
