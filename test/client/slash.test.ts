import { describe, expect, it } from 'vitest'
import { readTyped, slashHelp } from '../../src/client/slash.ts'

const intentOf = (line: string) => {
  const typed = readTyped(line, '#lobby')
  return typed.do === 'want' ? typed.intent : typed
}

describe('readTyped', () => {
  it('says lines as they are, and a slash where it is doubled', () => {
    expect(intentOf('hi  there ')).toEqual({ type: 'say', target: '#lobby', text: 'hi  there ' })
    expect(intentOf('//etc/hosts')).toEqual({ type: 'say', target: '#lobby', text: '/etc/hosts' })
    expect(readTyped('  ', '#lobby')).toEqual({ do: 'nothing' })
  })

  it('reads every command', () => {
    expect(intentOf('/me waves  twice')).toMatchObject({ text: 'waves  twice', kind: 'action' })
    expect(intentOf('/MSG bob  hi there')).toEqual({ type: 'say', target: 'bob', text: 'hi there' })
    expect(intentOf('/join dev key')).toEqual({ type: 'join', channel: '#dev', key: 'key' })
    expect(intentOf('/part')).toEqual({ type: 'part', channel: '#lobby' })
    expect(intentOf('/part #dev so long')).toEqual({ type: 'part', channel: '#dev', reason: 'so long' })
    expect(intentOf('/part so long')).toEqual({ type: 'part', channel: '#lobby', reason: 'so long' })
    expect(intentOf('/nick ann')).toEqual({ type: 'nick', nick: 'ann' })
    expect(intentOf('/topic be nice')).toEqual({ type: 'topic', channel: '#lobby', topic: 'be nice' })
    expect(intentOf('/topic')).toEqual({ type: 'ask', message: { command: 'TOPIC', params: ['#lobby'] } })
    expect(intentOf('/who')).toEqual({ type: 'ask', message: { command: 'WHO', params: ['#lobby'] } })
    expect(intentOf('/who bob')).toEqual({ type: 'ask', message: { command: 'WHOIS', params: ['bob'] } })
    expect(intentOf('/away')).toEqual({ type: 'away' })
    expect(intentOf('/away lunch')).toEqual({ type: 'away', text: 'lunch' })
    expect(intentOf('/quit')).toEqual({ type: 'quit' })
    expect(intentOf('/to #dev')).toEqual({ do: 'talk-in', target: '#dev' })
    expect(intentOf('/names')).toEqual({ do: 'names' })
  })

  it('asks what was meant', () => {
    expect(intentOf('/jion #dev')).toMatchObject({ why: expect.stringContaining('did you mean /join?') })
    expect(intentOf('/etc/hosts')).toMatchObject({
      why: '/etc/hosts is no command; /help shows all commands (//etc/hosts says it as text)',
    })
    expect(intentOf('/constructor')).toMatchObject({ do: 'wrong' })
    expect(intentOf('/msg bob')).toEqual({ do: 'wrong', why: 'something is missing: /msg NICK text' })
  })
})

describe('slashHelp', () => {
  it('fits one screen', () => {
    expect(slashHelp().length).toBeLessThan(20)
    for (const line of slashHelp()) expect(line.length).toBeLessThan(80)
  })
})
