import { describe, expect, it } from 'vitest'
import { formatKnown, parseKnown, pinOf, withRoom } from '../../src/client/known.ts'

const ours = { id: 'a'.repeat(26), room: 'Office' }
const theirs = { id: 'b'.repeat(26), room: 'OFFICE\u200b' }
const known = withRoom(new Map(), ours, '2026-01-01T00:00:00.000Z')

describe('rooms that were joined before', () => {
  it('are new, then the same, then changed when the name has another key', () => {
    expect(pinOf(new Map(), ours)).toBe('new')
    expect(pinOf(known, ours)).toBe('same')
    expect(pinOf(known, theirs)).toBe('changed')
    expect(pinOf(known, { ...theirs, room: 'Kitchen' })).toBe('new')
  })

  it('are replaced by name', () => {
    const after = withRoom(known, theirs, '2026-01-02T00:00:00.000Z')
    expect(pinOf(after, theirs)).toBe('same')
    expect(pinOf(after, ours)).toBe('changed')
  })

  it('are kept as text', () => {
    expect(parseKnown(formatKnown(known))).toEqual(known)
    const odd = withRoom(known, { id: ours.id, room: '__proto__' }, 'x')
    expect(parseKnown(formatKnown(odd))).toEqual(odd)
  })

  it.each(['', 'null', '[]', '{"v":2,"rooms":[]}', '{"v":1,"rooms":[{}]}', '{"v":1,"rooms":[null]}'])(
    'are none in a broken text: %s',
    (text) => {
      expect(parseKnown(text)).toBe(undefined)
    },
  )
})
