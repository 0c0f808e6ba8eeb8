import { describe, expect, it } from 'vitest'
import { accessArguments, readAccessOptions } from '../../src/cli/access-options.ts'

describe('readAccessOptions', () => {
  it('gives values, and nothing for what is not given', () => {
    expect(readAccessOptions({})).toEqual({})
    expect(readAccessOptions({ allow: ['203.0.113.0/24', '2001:db8::7'] })).toEqual({
      allowed: [
        { family: 'ipv4', address: '203.0.113.0', prefix: 24 },
        { family: 'ipv6', address: '2001:db8::7', prefix: 128 },
      ],
    })
  })

  it('gives what is the same command line again, for a daemon in the background', () => {
    const options = readAccessOptions({ allow: ['203.0.113.0/24', '2001:db8::7'] })
    expect(accessArguments(options)).toEqual(['--allow=203.0.113.0/24', '--allow=2001:db8::7/128'])
    expect(accessArguments(readAccessOptions({}))).toEqual([])
  })

  it('says what is wrong with a network', () => {
    expect(() => readAccessOptions({ allow: ['10.1.2.3/8'] })).toThrow(
      '--allow 10.1.2.3/8: not where a network of that size begins, which is 10.0.0.0/8.',
    )
  })
})
