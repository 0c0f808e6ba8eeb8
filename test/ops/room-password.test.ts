import { describe, expect, it } from 'vitest'
import { RoomPassword } from '../../src/ops/room-password.ts'
import { toWire } from '../../src/protocol/wire.ts'

describe('the password of a room', () => {
  it('is that text alone, and after a change the new one', () => {
    const password = new RoomPassword()
    password.set('grüße')
    expect(['grüße', 'Grüße', 'grüße ', ''].map((text) => password.matches(toWire(text)))).toEqual([
      true,
      false,
      false,
      false,
    ])
    password.set('tea')
    expect(['grüße', 'tea'].map((text) => password.matches(toWire(text)))).toEqual([false, true])
  })

  it('is nothing before it is set, and when it is taken away', () => {
    const password = new RoomPassword()
    expect([password.isSet, password.matches('')]).toEqual([false, false])
    password.set('tea')
    expect(password.isSet).toBe(true)
    password.set(undefined)
    expect([password.isSet, password.matches('tea')]).toEqual([false, false])
  })
})
