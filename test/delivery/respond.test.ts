import { describe, expect, it } from 'vitest'
import { respond, respondLabelled } from '../../src/delivery/respond.ts'
import { by, capSet, line } from './lines.ts'

const labelling = capSet('labeled-response', 'batch')
/** Batches are called b1, b2 and so on. */
const responding = () => {
  let batches = 0
  return { server: 'earshot.test', atMs: 0, nextBatch: () => `b${++batches}` }
}

describe('an answer without a label', () => {
  it('is the line in the form that was asked for', () => {
    expect(respond(line('FAIL', 'X', 'Y', 'why not'), 0, responding())).toBe(
      ':earshot.test NOTICE * :X: why not\r\n',
    )
  })
})

describe('the answers to a command with a label', () => {
  it('are an ACK when there are none', () => {
    expect(respondLabelled([], labelling, 'L', responding())).toBe('@label=L :earshot.test ACK\r\n')
  })

  it('are an ACK when there are none that its sender may see', () => {
    expect(respondLabelled([by('adam', 'TAGMSG', '#a')], labelling, 'L', responding())).toBe(
      '@label=L :earshot.test ACK\r\n',
    )
  })

  it('are the line with the label when there is one', () => {
    expect(respondLabelled([line('PONG', 'x', 'y z')], labelling, 'L', responding())).toBe(
      '@label=L :earshot.test PONG x :y z\r\n',
    )
  })

  it('stand in one batch with the label when there are several', () => {
    const lines = [line('321', 'a b'), line('323', 'c d')]
    expect(respondLabelled(lines, labelling, 'L', responding()).split('\r\n')).toEqual([
      '@label=L :earshot.test BATCH +b1 labeled-response',
      '@batch=b1 :earshot.test 321 :a b',
      '@batch=b1 :earshot.test 323 :c d',
      ':earshot.test BATCH -b1',
      '',
    ])
  })

  it('are one line when a list fits into one, and a batch when it does not', () => {
    const names = { ...line('353', 'me', '=', '#a'), words: { list: ['ann!~u@h', 'bob!~u@h'], space: 10 } }
    expect(respondLabelled([names], labelling, 'L', responding())).toBe(
      '@label=L :earshot.test 353 me = #a :ann bob\r\n',
    )
    expect(
      respondLabelled([names], labelling | capSet('userhost-in-names'), 'L', responding()).split('\r\n'),
    ).toEqual([
      '@label=L :earshot.test BATCH +b1 labeled-response',
      '@batch=b1 :earshot.test 353 me = #a :ann!~u@h',
      '@batch=b1 :earshot.test 353 me = #a :bob!~u@h',
      ':earshot.test BATCH -b1',
      '',
    ])
  })

  it('are a batch that carries it where the only answer is one, and a batch in a batch where it is not', () => {
    const history = { ...line('BATCH', 'chathistory', '#a'), inside: [by('adam', 'PRIVMSG', '#a', 'hi')] }
    expect(respondLabelled([history], labelling, 'L', responding()).split('\r\n')).toEqual([
      '@label=L :earshot.test BATCH +b1 chathistory #a',
      '@batch=b1 :adam!~u@h PRIVMSG #a :hi',
      ':earshot.test BATCH -b1',
      '',
    ])
    expect(
      respondLabelled([history, line('PONG', 'x', 'y')], labelling, 'L', responding()).split('\r\n'),
    ).toEqual([
      '@label=L :earshot.test BATCH +b1 labeled-response',
      '@batch=b1 :earshot.test BATCH +b2 chathistory #a',
      '@batch=b2 :adam!~u@h PRIVMSG #a :hi',
      '@batch=b1 :earshot.test BATCH -b2',
      '@batch=b1 :earshot.test PONG x :y',
      ':earshot.test BATCH -b1',
      '',
    ])
  })
})

describe('a batch', () => {
  const lines = [by('adam', 'PRIVMSG', '#a', 'hi'), by('adam', 'AWAY', 'gone')]
  const batch = { ...line('BATCH', 'chathistory', '#a'), inside: lines }

  it('is its lines alone for who does not hold the capability, each in its form', () => {
    expect(respond(batch, 0, responding())).toBe(':adam!~u@h PRIVMSG #a :hi\r\n')
  })

  it('is there also when nothing is in it, so that nobody waits for an answer', () => {
    expect(respond({ ...batch, inside: [] }, capSet('batch'), responding())).toBe(
      ':earshot.test BATCH +b1 chathistory #a\r\n:earshot.test BATCH -b1\r\n',
    )
  })

  it('that needs a capability is not there without it', () => {
    expect(respond({ ...batch, needs: 'away-notify' }, capSet('batch'), responding())).toBe('')
  })
})

describe('a message of several lines that is an answer', () => {
  const several = {
    ...by('adam', 'PRIVMSG', '#a'),
    parts: [
      { text: 'one', isConcat: false },
      { text: 'two', isConcat: false },
    ],
  }
  const multiline = labelling | capSet('draft/multiline')
  const linesOf = (text: string): string[] => text.split('\r\n').slice(0, -1)

  it('carries the label where it opens (multiline, "Labeled response")', () => {
    expect(linesOf(respondLabelled([several], multiline, 'L', responding()))).toEqual([
      '@label=L :adam!~u@h BATCH +m1 draft/multiline #a',
      '@batch=m1 :adam!~u@h PRIVMSG #a :one',
      '@batch=m1 :adam!~u@h PRIVMSG #a :two',
      ':adam!~u@h BATCH -m1',
    ])
  })

  it('stands in a batch that carries the label for who is sent lines', () => {
    expect(linesOf(respondLabelled([several], labelling, 'L', responding()))).toEqual([
      '@label=L :earshot.test BATCH +b1 labeled-response',
      '@batch=b1 :adam!~u@h PRIVMSG #a :one',
      '@batch=b1 :adam!~u@h PRIVMSG #a :two',
      ':earshot.test BATCH -b1',
    ])
  })

  it('stands as a batch in a batch, or as lines in it (batch, "Nested batch")', () => {
    const history = { ...line('BATCH', 'chathistory', '#a'), inside: [several] }
    expect(linesOf(respond(history, multiline, responding()))).toEqual([
      ':earshot.test BATCH +b1 chathistory #a',
      '@batch=b1 :adam!~u@h BATCH +m1 draft/multiline #a',
      '@batch=m1 :adam!~u@h PRIVMSG #a :one',
      '@batch=m1 :adam!~u@h PRIVMSG #a :two',
      '@batch=b1 :adam!~u@h BATCH -m1',
      ':earshot.test BATCH -b1',
    ])
    expect(linesOf(respond(history, labelling, responding())).slice(1, -1)).toEqual([
      '@batch=b1 :adam!~u@h PRIVMSG #a :one',
      '@batch=b1 :adam!~u@h PRIVMSG #a :two',
    ])
    expect(linesOf(respond(history, 0, responding()))).toEqual([
      ':adam!~u@h PRIVMSG #a :one',
      ':adam!~u@h PRIVMSG #a :two',
    ])
  })
})
