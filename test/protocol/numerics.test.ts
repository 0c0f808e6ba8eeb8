import { readFileSync, readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serializeUntagged } from '../../src/protocol/message.ts'
import { addressed, numerics } from '../../src/protocol/numerics.ts'
import { toWire } from '../../src/protocol/wire.ts'
import { runs } from '../runs.ts'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

describe('numerics', () => {
  it('have three digits, in order, each once', () => {
    const codes = Array.from(
      read('../../src/protocol/numerics.ts').matchAll(/'(\d+)'/g),
      ([, code]) => code ?? '',
    )
    expect(codes).toHaveLength(Object.keys(numerics).length)
    for (const code of codes) expect(code).toMatch(/^\d{3}$/)
    expect(codes).toEqual([...new Set(codes)].sort())
  })

  it('are all sent by something', () => {
    const sources = readdirSync(new URL('../../src/room/', import.meta.url), {
      recursive: true,
      encoding: 'utf8',
    })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => read(`../../src/room/${name}`))
      .join('\n')
    for (const name of Object.keys(numerics)) expect(sources).toContain(`numerics.${name}(`)
  })
})

describe('addressed', () => {
  it('puts the nick first', () => {
    expect(addressed(numerics.ERR_NOSUCHNICK('bob'), 'ann')).toEqual({
      command: '401',
      params: ['ann', 'bob', 'No such nick/channel'],
    })
  })

  it('makes remote text fit to stand in the middle: a star for none, one word, no colon in front', () => {
    const middle = (text: string): string | undefined =>
      addressed(numerics.ERR_NOSUCHNICK(text), 'ann').params[1]
    expect(middle('')).toBe('*')
    expect(middle(': ')).toBe('*')
    expect(middle(':a b')).toBe('a')
    expect(middle('a\r\nb\0')).toBe('ab')
    expect(middle(toWire('é'.repeat(300)))).toBe(toWire('é'.repeat(128)))
  })

  it('gives a line that can be sent and fits, whatever the remote text is', () => {
    const echoing = fc.constantFrom(
      numerics.ERR_NOSUCHNICK,
      numerics.ERR_UNKNOWNCOMMAND,
      numerics.ERR_ERRONEUSNICKNAME,
      numerics.RPL_ENDOFWHO,
      numerics.ERR_INVALIDCAPCMD,
      numerics.ERR_UNKNOWNMODE,
      (text: string) => numerics.ERR_BADCHANMASK(text, 64),
      (text: string) => numerics.ERR_UNKNOWNERROR(text, 'Internal error; nothing was changed'),
    )
    const text = fc.string({
      unit: fc.constantFrom(':', ' ', '\n', '\r', '\0', 'x', '\xc3\xa9'),
      maxLength: 600,
    })
    fc.assert(
      fc.property(echoing, fc.oneof(text, fc.constant('x'.repeat(600))), (row, remote) => {
        const line = serializeUntagged({ source: 's'.repeat(63), ...addressed(row(remote), 'n'.repeat(32)) })
        expect(line.length).toBeLessThanOrEqual(510)
      }),
      { numRuns: runs(500) },
    )
  })
})
