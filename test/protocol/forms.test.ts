import { describe, expect, it } from 'vitest'
import { formFor } from '../../src/protocol/caps.ts'
import type { OutLine } from '../../src/room/outcome.ts'
import { capSet, line } from '../delivery/lines.ts'

const listed = (command: string, ...list: string[]): OutLine => ({
  ...line(command, 'me'),
  words: { list, space: 400 },
})

describe('an answer', () => {
  it.each([
    {
      what: 'NAMES',
      answer: listed('353', '@+op', '@a', '+v', 'plain'),
      highest: ['@op', '@a', '+v', 'plain'],
    },
    { what: 'WHOIS', answer: listed('319', '@+#a@+x', '+#b'), highest: ['@#a@+x', '+#b'] },
  ])('of $what has all ranks for who asked for multi-prefix, else the highest', ({ answer, highest }) => {
    expect(formFor(answer, capSet('multi-prefix')).words).toEqual(answer.words)
    expect(formFor(answer, 0).words?.list).toEqual(highest)
  })

  it.each([
    { what: 'WHO', answer: line('352', 'me', '#a', 'u', 'h', 's', 'op', 'H@+', '0 H@+'), ranksAt: 6 },
    { what: 'WHOX', answer: line('354', 'me', 'G*@+B', 'H@+'), ranksAt: 1 },
  ])('of $what has all ranks in its flags, or the highest', ({ answer, ranksAt }) => {
    const ranked = { ...answer, ranksAt }
    expect(formFor(ranked, capSet('multi-prefix'))).toEqual(ranked)
    const { params } = formFor(ranked, 0)
    expect(params[ranksAt]).toBe(answer.params[ranksAt]?.replace('@+', '@'))
    expect(params.at(-1)).toContain('H@+')
  })

  it('of NAMES has user and host for who asked for userhost-in-names', () => {
    const names = listed('353', '@+op!~u@h', 'plain!~u@h')
    expect(formFor(names, capSet('userhost-in-names', 'multi-prefix')).words).toEqual(names.words)
    expect(formFor(names, capSet('userhost-in-names')).words?.list).toEqual(['@op!~u@h', 'plain!~u@h'])
    expect(formFor(names, capSet('multi-prefix')).words?.list).toEqual(['@+op', 'plain'])
  })

  it('that is a standard reply is a NOTICE with what it is about for who did not ask for them', () => {
    const fail = line('FAIL', 'SETNAME', 'INVALID_REALNAME', 'Too long')
    expect(formFor(fail, capSet('standard-replies'))).toEqual(fail)
    expect(formFor(fail, 0)).toEqual(line('NOTICE', '*', 'SETNAME: Too long'))
    expect(formFor(line('FAIL', '*', 'INVALID_UTF8', 'Bad'), 0)).toEqual(line('NOTICE', '*', 'Bad'))
    expect(formFor({ ...fail, nick: 'me' }, 0).params).toEqual(['me', 'SETNAME: Too long'])
  })
})
