import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { Scene } from './harness.ts'

const { nickBytes, userBytes, hostBytes, channelBytes, topicBytes } = defaultLimits
const longest = 'n'.repeat(nickBytes)
const channel = `#${'c'.repeat(channelBytes - 1)}`
const server = `irc.${'s'.repeat(59)}`

/** Somebody whose names are all as long as they may be, in a channel of such a name, and on a server of a long one. */
function scene(): Scene {
  const made = new Scene({ server })
  made.register(longest, { user: 'u'.repeat(userBytes), host: 'h'.repeat(hostBytes) })
  made.register('bob')
  return made.join(channel, longest, 'bob')
}

/** What a token of 005 says. */
function promised(of: Scene, token: string): number {
  const [, value] = new RegExp(` ${token}=(\\d+)`).exec(of.line('bob', 'VERSION').join(' ')) ?? []
  return Number(value)
}

describe('the lengths that 005 promises', () => {
  it.each([
    { token: 'TOPICLEN', line: `TOPIC ${channel}`, told: ` TOPIC ${channel} :` },
    { token: 'KICKLEN', line: `KICK ${channel} bob`, told: ` KICK ${channel} bob :` },
    { token: 'AWAYLEN', line: 'AWAY', told: ' AWAY :' },
  ])('are taken at the longest names, for $token', ({ token, line, told }) => {
    const full = scene()
    const text = 'x'.repeat(promised(full, token))
    expect(text.length).toBeGreaterThan(100)
    expect(full.line(longest, `${line} :${text}x`)[0]).toContain(' 417 ')
    expect(full.line(longest, `${line} :${text}`).join('\n')).toContain(told + text)
  })

  it('are not all that is taken where names are shorter', () => {
    const short = scene().join('#c', 'bob')
    const text = 'x'.repeat(topicBytes)
    expect(promised(short, 'TOPICLEN')).toBeLessThan(topicBytes)
    expect(short.line('bob', `TOPIC #c :${text}`)[0]).toContain(` TOPIC #c :${text}`)
  })
})
