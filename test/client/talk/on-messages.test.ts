import { describe, expect, it } from 'vitest'
import type { Display } from '../../../src/client/model.ts'
import { type Lines, messageLine } from '../../../src/client/talk/line.ts'
import { messageOf, quoteOf, reactIntent, withChange } from '../../../src/client/talk/on-messages.ts'
import { append, noLines } from '../../../src/client/talk/scrollback.ts'

const display = (part: Partial<Display>): Display => ({
  type: 'message',
  time: 1,
  text: '',
  nick: 'eve',
  self: false,
  ...part,
})
const said = (text: string, id: string): Lines => append(noLines, messageLine(display({ text, id }), false))
const after = (...happened: readonly Partial<Display>[]): Lines =>
  happened.reduce((lines, one) => withChange(lines, display({ about: 'a', ...one })), said('hello', 'a'))
const reactions = (lines: Lines): unknown => Object.fromEntries(messageOf(lines, 'a')?.reactions ?? [])

describe('a message', () => {
  it('has a reaction once of each who gives it', () => {
    const one = { type: 'react', text: '👍' } as const
    const lines = after(
      one,
      one,
      { ...one, nick: 'ann' },
      { ...one, text: '' },
      { ...one, text: 'x'.repeat(33) },
    )
    expect(reactions(lines)).toEqual({ '👍': ['eve', 'ann'] })
  })

  it('loses those that are taken back by who gave them', () => {
    const [give, take] = [{ type: 'react', text: '👍' } as const, { type: 'unreact', text: '👍' } as const]
    expect(reactions(after(give, { ...take, nick: 'ann' }))).toEqual({ '👍': ['eve'] })
    expect(reactions(after(give, { ...give, nick: 'ann' }, take))).toEqual({ '👍': ['ann'] })
    expect(reactions(after(give, take))).toEqual({})
  })

  it('is asked to have a reaction of ours, or not any more where it has it', () => {
    const lines = after({ type: 'react', text: '👍' })
    expect(reactIntent(lines, 'a', '#c', '👍', 'eve').type).toBe('unreact')
    expect(reactIntent(lines, 'a', '#c', '👍', 'ann').type).toBe('react')
    expect(reactIntent(lines, 'b', '#c', '👍', 'eve').type).toBe('react')
  })

  it('that was taken back is gone from memory, with what was thought of it', () => {
    const lines = after({ type: 'react', text: '👍' }, { type: 'redact', text: 'oops', nick: 'ann' })
    expect(messageOf(lines, 'a')).toMatchObject({
      display: { text: '' },
      redacted: { by: 'ann', why: 'oops' },
    })
    expect(reactions(withChange(lines, display({ type: 'react', text: '👍', about: 'a' })))).toEqual({})
  })

  it('is quoted by who answers it, as far as it is here', () => {
    expect(quoteOf(said('hello', 'a'), display({ about: 'a' }))).toEqual({ nick: 'eve', text: 'hello' })
    const gone = { nick: '', text: 'an earlier message' }
    expect(quoteOf(said('hello', 'a'), display({ about: 'b' }))).toEqual(gone)
    expect(quoteOf(after({ type: 'redact' }), display({ about: 'a' }))).toEqual(gone)
    expect(quoteOf(said('hello', 'a'), display({}))).toBeUndefined()
  })
})
