import { describe, expect, it } from 'vitest'
import { slashHelp, readTyped } from '../../src/client/slash.ts'
import { terminalSlashes } from '../../src/client/slash-terminal.ts'

const sent = (line: string): unknown => {
  const typed = readTyped(line, '#lobby', terminalSlashes)
  return typed.do === 'want' && typed.intent.type === 'ask'
    ? [typed.intent.message.command, ...typed.intent.message.params]
    : typed
}

describe('on a terminal', () => {
  it('moderators and who looks around have commands', () => {
    expect(sent('/whois bob')).toEqual(['WHOIS', 'bob'])
    expect(sent('/list')).toEqual(['LIST'])
    expect(sent('/invite bob')).toEqual(['INVITE', 'bob', '#lobby'])
    expect(sent('/kick bob')).toEqual(['KICK', '#lobby', 'bob'])
    expect(sent('/kick bob for  a while')).toEqual(['KICK', '#lobby', 'bob', 'for  a while'])
    expect(sent('/mode')).toEqual(['MODE', '#lobby'])
    expect(sent('/mode +b a:ann')).toEqual(['MODE', '#lobby', '+b', 'a:ann'])
    expect(sent('/mode #dev -i')).toEqual(['MODE', '#dev', '-i'])
  })

  it('whatever has none is sent as it is', () => {
    expect(sent('/quote ns cert list')).toEqual(['NS', 'cert', 'list'])
    expect(sent('/quote wallops :tea is  ready')).toEqual(['WALLOPS', 'tea is  ready'])
  })

  it.each(['/whois NICK', '/invite NICK', '/kick NICK', '/quote LINE'])(
    '%s asks for what is missing',
    (usage) => {
      expect(sent(usage.split(' ')[0] ?? '')).toEqual({ do: 'wrong', why: `something is missing: ${usage}` })
    },
  )

  it('help fits one screen', () => {
    expect(slashHelp(terminalSlashes).length).toBeLessThan(22)
  })
})
