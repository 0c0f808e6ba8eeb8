import { describe, expect, it } from 'vitest'
import { clientTags, withoutClientTags } from '../../src/protocol/client-tags.ts'
import { parse } from '../../src/protocol/message.ts'

const line = (text: string): NonNullable<ReturnType<typeof parse>> =>
  parse(text) ?? { command: '', params: [] }

describe('client-only tags', () => {
  it('are those with a plus in front, whatever follows it', () => {
    expect([...(clientTags(line('@a=1;+b=2;+draft/c;+=3;+ü X')) ?? [])]).toEqual([
      ['+b', '2'],
      ['+draft/c', ''],
      ['+', '3'],
      ['+ü', ''],
    ])
    expect(clientTags(line('@a=1 X'))).toBeUndefined()
    expect(clientTags(line('X'))).toBeUndefined()
  })

  it('can be taken from a line, which keeps its others', () => {
    expect([...(withoutClientTags(line('@label=1;+b=2 X')).tags ?? [])]).toEqual([['label', '1']])
    expect(withoutClientTags(line('@+b=2 X y'))).toEqual(line('X y'))
    const plain = line('@label=1 X')
    expect(withoutClientTags(plain)).toBe(plain)
  })
})
