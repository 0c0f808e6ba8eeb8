import { describe, expect, it } from 'vitest'
import { check } from './checker.ts'
import type { Round } from './events.ts'
import { story } from './story.ts'

const rulesIn = (round: Round): string[] => check(round).map(({ rule }) => rule)

const entrance = ['ann connected b', 'bob connected b', 'ann joined b1', 'bob joined b2']
const one = ['ann sent one', 'ann echoed one b3', 'ann shown b3 one', 'bob shown b3 one']
const two = ['bob sent two', 'bob echoed two b4', 'bob shown b4 two', 'ann shown b4 two']
const three = ['ann sent three', 'ann echoed three b5', 'ann shown b5 three', 'bob shown b5 three']
const end = ['ann settled', 'bob settled']
const talk = [...entrance, ...one, ...two, ...three, ...end]

/** The talk with one line replaced by others, or by none. */
function but(line: string, ...others: string[]): Round {
  expect(talk).toContain(line)
  return story(talk.flatMap((each) => (each === line ? others : [each])))
}

describe('a round that kept the promise', () => {
  it('has no violation', () => {
    expect(check(story(talk))).toEqual([])
    expect(check(story([]))).toEqual([])
  })

  it('may cut a member off, who is shown on its return what it missed', () => {
    const cut = but(
      'bob shown b4 two',
      'bob disconnected',
      'bob connected b',
      'bob joined b6',
      'bob shown b4 two',
    )
    expect(check(cut)).toEqual([])
  })

  it('may show some of what was said before somebody joined', () => {
    const late = ['eve connected b', 'eve joined b6', 'eve shown b4 two', 'eve shown b5 three', 'eve settled']
    expect(check(story([...talk, ...late]))).toEqual([])
  })

  it('owes nothing to who went, and no end to who was not there at it', () => {
    const more = ['ann sent four', 'ann echoed four b7', 'ann shown b7 four', 'ann settled']
    expect(check(story([...talk, 'bob left b6', ...more]))).toEqual([])
    expect(check(story([...talk, 'bob disconnected', ...more]))).toEqual([])
  })

  it('may have one more life, with a gap line between', () => {
    const kill = ['ann disconnected', 'bob disconnected', 'ann connected c', 'bob connected c']
    const after = ['ann joined c1', 'bob gap', 'bob joined c2', 'ann gap', 'ann settled', 'bob settled']
    expect(check(story([...talk, ...kill, ...after]))).toEqual([])
  })

  it('may call a member by another name', () => {
    expect(check(but('bob shown b5 three', 'ann named annie', 'bob shown b5 three from annie'))).toEqual([])
  })
})

describe('O1', () => {
  it('is a screen that shows another order than the room has', () => {
    const others = [...entrance, ...one, ...two.slice(0, 3), ...three.slice(0, 2), 'bob shown b5 three']
    expect(check(story([...others, 'ann shown b5 three', 'ann shown b4 two', ...end]))).toEqual([
      { rule: 'O1', client: 'ann', message: 'b-4', says: 'shows b-4 below b-5, which came after it in #a' },
    ])
  })

  it('is the life before, shown below the new one', () => {
    const kill = ['ann disconnected', 'ann connected c', 'ann gap', 'ann joined c1']
    const round = story([
      ...talk.slice(0, -2),
      ...kill,
      'ann sent x',
      'ann shown c2 x',
      'ann sent y',
      'ann shown b6 y',
    ])
    expect(rulesIn(round)).toContain('O1')
  })
})

describe('O2', () => {
  it('is what a member said later and has an earlier place', () => {
    const both = ['ann sent first', 'ann sent second']
    const shown = ['ann shown b6 second', 'bob shown b6 second', 'ann shown b7 first', 'bob shown b7 first']
    expect(rulesIn(story([...talk, ...both, ...shown, ...end]))).toEqual(['O2'])
  })

  it('is not what was sent again in its turn', () => {
    const both = ['ann sent first', 'ann sent second', 'ann sent first', 'ann sent second']
    const shown = ['ann shown b6 first', 'bob shown b6 first', 'ann shown b7 second', 'bob shown b7 second']
    expect(check(story([...talk, ...both, ...shown, ...end]))).toEqual([])
  })
})

describe('O3', () => {
  it('is what was begun after an echo and has a place before it', () => {
    const lines = ['ann sent x', 'ann echoed x b7', 'bob sent y', 'bob shown b6 y', 'ann shown b6 y']
    const violations = check(story([...talk, ...lines, 'ann shown b7 x', 'bob shown b7 x', ...end]))
    expect(violations.map(({ rule, client, message }) => `${rule} ${client} ${message}`)).toEqual([
      'O3 bob b-6',
    ])
  })

  it('is nothing where the echo came later', () => {
    const lines = ['ann sent x', 'bob sent y', 'ann echoed x b7', 'bob shown b6 y', 'ann shown b6 y']
    expect(check(story([...talk, ...lines, 'ann shown b7 x', 'bob shown b7 x', ...end]))).toEqual([])
  })
})

describe('L1', () => {
  it('is a confirmed message that a member does not show, in the midst or at the end', () => {
    expect(rulesIn(but('bob shown b3 one'))).toEqual(['L1'])
    expect(rulesIn(but('bob shown b5 three'))).toEqual(['L1'])
    expect(check(but('bob shown b4 two'))).toEqual([
      {
        rule: 'L1',
        client: 'bob',
        message: 'b-4',
        says: 'does not show b-4 in #a, which was confirmed to its sender',
      },
    ])
  })

  it('is one that was said while the member was cut off, or before it went', () => {
    const cut = ['bob disconnected', 'bob connected b', 'bob joined b6']
    expect(rulesIn(but('bob shown b5 three', ...cut))).toEqual(['L1'])
    expect(rulesIn(but('bob shown b5 three', 'bob left b6'))).toEqual(['L1'])
  })

  it('is not excused by a gap line for what came live after it', () => {
    const cut = [
      'bob disconnected',
      'ann sent x',
      'ann shown b4 x',
      'bob connected b',
      'bob joined b5',
      'bob gap',
    ]
    const live = ['ann sent live', 'ann echoed live b6', 'ann shown b6 live']
    expect(rulesIn(story([...entrance, ...one, ...cut, ...live, ...end], { keeps: 0 }))).toEqual(['L1'])
  })

  it('is not excused by a gap line for what was due before', () => {
    const cut = [
      'bob disconnected',
      'ann sent x',
      'ann shown b6 x',
      'bob connected b',
      'bob joined b7',
      'bob gap',
    ]
    const lines = talk.filter((line) => line !== 'bob shown b5 three')
    expect(rulesIn(story([...lines, ...cut, ...end], { keeps: 1 }))).toEqual(['L1'])
  })
})

describe('L2', () => {
  it('is a message without an echo that others show and a member misses', () => {
    const lines = talk.filter((line) => line !== 'ann echoed one b3' && line !== 'bob shown b3 one')
    expect(rulesIn(story(lines))).toEqual(['L2'])
  })

  it('is a new life without a gap line, whether something is shown in it or not', () => {
    const kill = ['ann disconnected', 'ann connected c', 'ann joined c1']
    expect(check(story([...talk, ...kill, 'ann settled']))).toEqual([
      {
        rule: 'L2',
        client: 'ann',
        message: '#a',
        says: 'came back to #a in life c and does not say that the one before is gone',
      },
    ])
    expect(rulesIn(story([...talk, ...kill, 'ann sent x', 'ann shown c2 x', 'ann gap']))).toEqual([
      'L2',
      'L3',
    ])
    expect(rulesIn(story([...talk, ...kill]))).toEqual([])
  })
})

describe('L3', () => {
  const back = ['bob disconnected', 'bob connected b', 'bob joined b6', 'bob gap']

  it('is a gap line where nobody was cut off', () => {
    expect(rulesIn(but('bob shown b4 two', 'bob gap', 'bob shown b4 two'))).toEqual(['L3'])
  })

  it('is a gap line where the room remembered all of it, and not where it could not', () => {
    const lines = talk.flatMap((line) =>
      line === 'bob shown b4 two' ? back : line === 'bob shown b5 three' ? [] : [line],
    )
    expect(rulesIn(story(lines, { keeps: 100 }))).toContain('L3')
    const evicted = [
      ...entrance,
      ...one,
      'bob disconnected',
      'ann sent x',
      'ann shown b4 x',
      'ann sent y',
      'ann shown b5 y',
    ]
    const returned = ['bob connected b', 'bob joined b6', 'bob gap', 'bob shown b5 y', ...end]
    expect(check(story([...evicted, ...returned], { keeps: 1 }))).toEqual([])
    expect(rulesIn(story([...evicted, ...returned], { keeps: 2 }))).toEqual(['L3'])
  })

  it('gives a message that nobody knows the fate of the benefit of the doubt', () => {
    const lines = [
      ...entrance,
      ...one,
      'ann sent lost',
      'bob disconnected',
      'bob connected b',
      'bob joined b6',
      'bob gap',
    ]
    expect(rulesIn(story([...lines, 'bob settled'], { keeps: 0 }))).toEqual([])
    expect(rulesIn(story([...lines, 'bob settled'], { keeps: 1 }))).toEqual(['L3'])
  })

  it('is none of who is made to go before it could be given what it had missed, and is one of who was given it', () => {
    const back = [...talk, 'bob disconnected', 'bob connected b', 'bob joined b6']
    const goes = ['bob gap', 'bob left b7']
    expect(rulesIn(story([...back, ...goes]))).toEqual([])
    expect(rulesIn(story([...back, 'bob settled', ...goes]))).toEqual(['L3'])
  })

  it('is a gap line of who is in no channel that could have one', () => {
    expect(rulesIn(story([...talk, 'bob left b6', 'bob gap']))).toEqual(['L3'])
  })
})

describe('D1', () => {
  it('is a message that is on a screen twice', () => {
    expect(rulesIn(but('bob shown b5 three', 'bob shown b5 three', 'bob shown b5 three'))).toEqual(['D1'])
    expect(rulesIn(but('bob shown b5 three', 'bob shown b5 three', 'bob shown b3 one'))).toEqual(['D1'])
  })
})

describe('D2', () => {
  it('is a message that was sent again and taken again', () => {
    const again = ['ann sent three', 'ann shown b6 three', 'bob shown b6 three']
    expect(rulesIn(story([...talk.slice(0, -2), ...again, ...end]))).toEqual(['D2'])
  })

  it('is the same in another life', () => {
    const kill = ['ann disconnected', 'ann connected c', 'ann gap', 'ann joined c1']
    expect(rulesIn(story([...talk, ...kill, 'ann sent three', 'ann shown c2 three']))).toEqual(['D2'])
  })
})

describe('I1', () => {
  it('is a message that nobody sent, that is shown elsewhere, or under the name of another', () => {
    expect(rulesIn(story([...talk, 'bob shown b6 ghost']))).toEqual(['I1'])
    expect(rulesIn(but('bob shown b5 three', 'bob shown b5 three', 'bob shown b6 one in #b'))).toEqual(['I1'])
    expect(rulesIn(but('bob shown b5 three', 'bob shown b5 three from bob'))).toEqual(['I1'])
  })

  it('is an echo of what somebody else said, and a message from the future', () => {
    expect(rulesIn(story([...talk, 'bob echoed one b3']))).toEqual(['I1'])
    expect(rulesIn(story([...talk, 'bob shown b6 x', 'ann sent x', 'ann shown b6 x']))).toEqual(['I1'])
  })
})

describe('I2', () => {
  it('is another text than was sent, and one msgid for two messages', () => {
    expect(check(but('bob shown b3 one', 'bob shown b3 one as onE'))).toEqual([
      { rule: 'I2', client: 'bob', message: 'b-3', says: 'shows b-3 as "onE", sent was "one"' },
    ])
    const shared = ['ann sent x', 'bob sent y', 'ann shown b6 x', 'bob shown b6 y']
    expect(rulesIn(story([...talk, ...shared]))).toEqual(['I2'])
  })
})

describe('T1', () => {
  it('is a time before that of an earlier message', () => {
    const early = talk.map((line) => (/ shown b4 /.test(line) ? `${line} time 2` : line))
    expect(check(story(early)).map(({ rule, message }) => `${rule} ${message}`)).toEqual(['T1 b-4'])
  })

  it('is a message with two times', () => {
    expect(rulesIn(but('bob shown b4 two', 'bob shown b4 two time 5'))).toEqual(['T1'])
  })
})

describe('M1', () => {
  const counting = (messages: number): string[] => rulesIn(story(talk, { counted: { b: { messages } } }))

  it('is a daemon that counted other than the clients', () => {
    expect(counting(3)).toEqual([])
    expect(counting(2)).toEqual(['M1'])
    expect(counting(4)).toEqual(['M1'])
  })

  it('leaves open what became of a message that nobody saw', () => {
    const lines = [...talk, 'ann sent lost']
    expect(rulesIn(story(lines, { counted: { b: { messages: 4 } } }))).toEqual([])
    expect(rulesIn(story(lines, { counted: { b: { messages: 5 } } }))).toEqual(['M1'])
  })
})
