import { describe, expect, it } from 'vitest'
import { readPlain } from '../../../src/room/sasl/plain.ts'

describe('a response of PLAIN (RFC 4616)', () => {
  it('is a name and a password, behind nobody or the same name', () => {
    const ann = { account: 'ann', password: 'a: b' }
    expect(readPlain('\0ann\0a: b')).toEqual(ann)
    expect(readPlain('ANN\0ann\0a: b')).toEqual(ann)
  })

  it.each([
    ['another to act for', 'bob\0ann\0x'],
    ['no name', '\0\0x'],
    ['no password', '\0ann\0'],
    ['one part', 'ann'],
    ['two parts', 'ann\0x'],
    ['four parts', '\0ann\0x\0'],
    ['nothing', ''],
    ['bytes that are no UTF-8', '\0ann\0\xff'],
  ])('with %s is none', (_, response) => {
    expect(readPlain(response)).toBeUndefined()
  })
})
