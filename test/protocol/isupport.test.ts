import { describe, expect, it } from 'vitest'
import { isupport } from '../../src/protocol/isupport.ts'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { toWire } from '../../src/protocol/wire.ts'

const longest = { away: 300, kick: 200, topic: 100 }

const tokens = (network = 'Office'): string[] =>
  isupport({ network, boot: 'b1', limits: defaultLimits, longest }).flat()

describe('RPL_ISUPPORT', () => {
  it('follows the grammar of Modern IRC: PARAMETER or PARAMETER=value, each once', () => {
    for (const token of tokens()) expect(token).toMatch(/^[A-Za-z0-9./]{1,20}(=[!-~]*)?$/)
    const names = tokens().map((token) => token.split('=')[0])
    expect(new Set(names).size).toBe(names.length)
  })

  it('says what clients decide by', () => {
    for (const token of [
      'AWAYLEN=300',
      'BOT=B',
      'KICKLEN=200',
      'TOPICLEN=100',
      'CASEMAPPING=ascii',
      'CHANTYPES=#',
      'PREFIX=(ov)@+',
      'CHANMODES=beI,k,l,Cimnst',
      'EXCEPTS=e',
      'EXTBAN=,am',
      'INVEX=I',
      'KEYLEN=32',
      'MAXLIST=beI:100',
      'NETWORK=Office',
      'NICKLEN=32',
      'NAMELEN=150',
      'CHANLIMIT=#:100',
      'MODES=12',
      'MONITOR=100',
      'STATUSMSG=@+',
      'UTF8ONLY',
      'ELIST=CMNTU',
      'WHOX',
      'SAFELIST',
      'earshot/BOOT=b1',
    ]) {
      expect(tokens()).toContain(token)
    }
  })

  it('says how many targets each command takes, none where there is no bound', () => {
    const targmax = tokens().find((token) => token.startsWith('TARGMAX=')) ?? ''
    for (const pair of targmax.slice('TARGMAX='.length).split(','))
      expect(pair).toMatch(/^[A-Z]+:([1-9]\d*)?$/)
  })

  it('escapes what would end the value, and leaves UTF-8 as it is', () => {
    expect(tokens(toWire('Büro = \\o/'))).toContain(`NETWORK=${toWire('Büro')}\\x20\\x3D\\x20\\x5Co/`)
    expect(tokens('a\tb')).toContain('NETWORK=a\\x09b')
  })

  it('has at most 13 tokens a line, and lines that fit with the longest names', () => {
    for (const line of isupport({
      network: ' '.repeat(64),
      boot: 'b'.repeat(30),
      limits: defaultLimits,
      longest,
    })) {
      expect(line.length).toBeLessThanOrEqual(13)
      expect(line.length).toBeGreaterThan(0)
      const whole = `:${'s'.repeat(63)} 005 ${'n'.repeat(32)} ${line.join(' ')} :are supported by this server\r\n`
      expect(whole.length).toBeLessThanOrEqual(512)
    }
  })
})
