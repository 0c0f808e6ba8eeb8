import { describe, expect, it } from 'vitest'
import { formFor } from '../../src/protocol/caps.ts'
import { capSet, line } from '../delivery/lines.ts'

describe('an answer', () => {
  it.each([
    {
      what: 'NAMES',
      answer: line('353', 'me', '=', '#a', '@+op @a +v plain'),
      at: 3,
      highest: '@op @a +v plain',
    },
    { what: 'WHOIS', answer: line('319', 'me', 'op', '@+#a@+x +#b'), at: 2, highest: '@#a@+x +#b' },
    { what: 'WHO', answer: line('352', 'me', '#a', 'u', 'h', 's', 'op', 'H@+', '0 r'), at: 6, highest: 'H@' },
  ])('of $what has all ranks for who asked for multi-prefix, else the highest', ({ answer, at, highest }) => {
    expect(formFor(answer, capSet('multi-prefix'))).toEqual(answer)
    expect(formFor(answer, 0).params[at]).toBe(highest)
  })

  it('that is a standard reply is a NOTICE with what it is about for who did not ask for them', () => {
    const fail = line('FAIL', 'SETNAME', 'INVALID_REALNAME', 'Too long')
    expect(formFor(fail, capSet('standard-replies'))).toEqual(fail)
    expect(formFor(fail, 0)).toEqual(line('NOTICE', '*', 'SETNAME: Too long'))
    expect(formFor(line('FAIL', '*', 'INVALID_UTF8', 'Bad'), 0)).toEqual(line('NOTICE', '*', 'Bad'))
    expect(formFor({ ...fail, nick: 'me' }, 0).params).toEqual(['me', 'SETNAME: Too long'])
  })
})
