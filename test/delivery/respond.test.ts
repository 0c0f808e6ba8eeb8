import { describe, expect, it } from 'vitest'
import { encode } from '../../src/delivery/encode.ts'
import { respondLabelled } from '../../src/delivery/respond.ts'
import { by, capSet, line } from './lines.ts'

const labelling = capSet('labeled-response', 'batch')
const labelled = { label: 'L', server: 'earshot.test', atMs: 0, batch: 'b' }

describe('an answer without a label', () => {
  it('is the line in the form that was asked for', () => {
    expect(encode(line('FAIL', 'X', 'Y', 'why not'), 0)).toBe(':earshot.test NOTICE * :X: why not\r\n')
  })
})

describe('the answers to a command with a label', () => {
  it('are an ACK when there are none', () => {
    expect(respondLabelled([], labelling, labelled)).toBe('@label=L :earshot.test ACK\r\n')
  })

  it('are an ACK when there are none that its sender may see', () => {
    expect(respondLabelled([by('adam', 'TAGMSG', '#a')], labelling, labelled)).toBe(
      '@label=L :earshot.test ACK\r\n',
    )
  })

  it('are the line with the label when there is one', () => {
    expect(respondLabelled([line('PONG', 'x', 'y z')], labelling, labelled)).toBe(
      '@label=L :earshot.test PONG x :y z\r\n',
    )
  })

  it('stand in one batch with the label when there are several', () => {
    const lines = [line('321', 'a b'), line('323', 'c d')]
    expect(respondLabelled(lines, labelling, labelled).split('\r\n')).toEqual([
      '@label=L :earshot.test BATCH +b labeled-response',
      '@batch=b :earshot.test 321 :a b',
      '@batch=b :earshot.test 323 :c d',
      ':earshot.test BATCH -b',
      '',
    ])
  })

  it('are one line when a list fits into one, and a batch when it does not', () => {
    const names = { ...line('353', 'me', '=', '#a'), words: { list: ['ann!~u@h', 'bob!~u@h'], space: 10 } }
    expect(respondLabelled([names], labelling, labelled)).toBe(
      '@label=L :earshot.test 353 me = #a :ann bob\r\n',
    )
    expect(respondLabelled([names], labelling | capSet('userhost-in-names'), labelled).split('\r\n')).toEqual(
      [
        '@label=L :earshot.test BATCH +b labeled-response',
        '@batch=b :earshot.test 353 me = #a :ann!~u@h',
        '@batch=b :earshot.test 353 me = #a :bob!~u@h',
        ':earshot.test BATCH -b',
        '',
      ],
    )
  })
})
