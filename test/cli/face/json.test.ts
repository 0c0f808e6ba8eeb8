import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { jsonLine, jsonTypes } from '../../../src/cli/face/json.ts'
import type { Display } from '../../../src/client/model.ts'

const display: Display = {
  type: 'message',
  time: Date.UTC(2026, 10, 22, 22, 4, 26, 123),
  channel: '#lobby',
  nick: 'ann',
  text: 'hi',
  id: 'x-1',
  self: false,
  kind: 'message',
}

/** The promise of docs/json.md, as types. */
const common = {
  type: 'string',
  time: 'string',
  server: 'string',
  channel: 'string',
  nick: 'string',
  text: 'string',
  id: 'string',
  self: 'boolean',
}

const parsed = (change: Partial<Display>): object => {
  const value: unknown = JSON.parse(jsonLine({ ...display, ...change }, 'Office') ?? 'null')
  if (typeof value !== 'object' || value === null) throw new Error('no object')
  return value
}

const shapeOf = (value: object) =>
  Object.fromEntries(Object.entries(value).map(([key, v]) => [key, typeof v]))

describe('jsonLine', () => {
  it('has the same fields in the same order as documented', () => {
    expect(jsonLine(display, 'Office')).toBe(
      '{"type":"message","time":"2026-11-22T22:04:26.123Z","server":"Office","channel":"#lobby",' +
        '"nick":"ann","text":"hi","id":"x-1","self":false,"kind":"message"}',
    )
  })

  it('keeps the shape that the documentation promises for every type', () => {
    const more: Record<string, object> = {
      message: { kind: 'string' },
      kick: { by: 'string' },
      gap: { why: 'string', from: 'string', to: 'string' },
    }
    for (const type of jsonTypes) {
      const shape = shapeOf(parsed({ type, code: 'joined', from: 1, to: 2 }))
      expect(shape, type).toEqual({ ...common, ...more[type] })
    }
  })

  it('has every type and field in the documentation', () => {
    const doc = readFileSync(new URL('../../../docs/json.md', import.meta.url), 'utf8')
    for (const word of [...jsonTypes, ...Object.keys(common), 'kind', 'by', 'via', 'why', 'from', 'to'])
      expect(doc).toContain(`\`${word}\``)
  })

  it('says null where there is no channel or id, and leaves out what scripts are not told', () => {
    const { channel: _channel, id: _id, ...bare } = display
    expect(JSON.parse(jsonLine(bare, 'Office') ?? '')).toMatchObject({ channel: null, id: null })
    expect(jsonLine({ ...display, type: 'mode' }, 'Office')).toBeUndefined()
    expect(jsonLine({ ...display, type: 'status', code: '372' }, 'Office')).toBeUndefined()
  })

  it('says what a connection that was lost and came back left out', () => {
    const gap = parsed({ type: 'gap', code: 'restarted', from: Date.UTC(2026, 10, 22) })
    expect(gap).toMatchObject({ why: 'restarted', from: '2026-11-22T00:00:00.000Z', to: null })
    expect(parsed({ type: 'status', code: 'lost', text: 'words for people' })).toMatchObject({ text: 'lost' })
    expect(parsed({ via: 'history' })).toMatchObject({ via: 'history' })
  })

  it('is one line whatever was said', () => {
    expect(jsonLine({ ...display, text: 'a\nb\u2028\x9b' }, 'Office')).not.toMatch(/[\n\u2028\x9b]/)
  })
})
