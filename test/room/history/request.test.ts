import { describe, expect, it } from 'vitest'
import { isoTime } from '../../../src/protocol/time.ts'
import { createArchive, createHistory, keep } from '../../../src/room/history/history.ts'
import { find, readRequest } from '../../../src/room/history/request.ts'
import type { Room } from '../../../src/room/room.ts'
import { load, save } from '../../../src/room/snapshot.ts'
import { Scene, factsOf } from '../harness.ts'

const boot = 'b007'
const limits = { historyBytes: 1e6, historyTotalBytes: 1e6 }

/** Nine messages, `b007-1` at 1 s and so on; after each odd one somebody joins in the same second. */
function nine(most = 100) {
  const archive = createArchive()
  const history = createHistory(most)
  let seq = 0
  for (let i = 1; i <= 9; i++) {
    const line = { command: 'PRIVMSG', params: ['#a', `${i}`], atMs: i * 1000 }
    keep(archive, history, { line, by: 1, seq: ++seq, isMessage: true }, limits)
    if (i % 2 === 1) {
      keep(
        archive,
        history,
        { line: { ...line, command: 'JOIN' }, by: 1, seq: ++seq, isMessage: false },
        limits,
      )
    }
  }
  return history
}

/** What is found, as the texts of the messages; or the refusal's code and context. */
function ask(text: string, { history = nine(), most = 100 } = {}) {
  const request = readRequest(text.split(' '), most)
  const found = 'code' in request ? request : find(history, request, boot)
  if ('code' in found) return [found.code, ...found.context].join(' ')
  return found.messages.map(({ line }) => line.params[1]).join('')
}

const at = (second: number) => `timestamp=${isoTime(second * 1000)}`
/** The msgid of the n-th message. */
const id = (n: number) => `msgid=${boot}-${(n + Math.floor(n / 2)).toString(36)}`

describe('CHATHISTORY', () => {
  it.each([
    { asked: 'LATEST #a * 3', found: '789' },
    { asked: 'LATEST #a * 50', found: '123456789' },
    { asked: `LATEST #a ${id(7)} 50`, found: '89' },
    { asked: `LATEST #a ${at(7)} 1`, found: '9' },
    { asked: `BEFORE #a ${id(4)} 50`, found: '123' },
    { asked: `BEFORE #a ${at(4)} 2`, found: '23' },
    { asked: `AFTER #a ${id(4)} 3`, found: '567' },
    { asked: `AFTER #a ${at(8)} 3`, found: '9' },
    { asked: `AFTER #a ${id(9)} 3`, found: '' },
    { asked: `AROUND #a ${id(5)} 3`, found: '456' },
    { asked: `AROUND #a ${id(5)} 4`, found: '3456' },
    { asked: `AROUND #a ${at(5)} 3`, found: '456' },
    { asked: `BETWEEN #a ${id(2)} ${id(6)} 50`, found: '345' },
    { asked: `BETWEEN #a ${id(2)} ${id(6)} 2`, found: '34' },
    { asked: `BETWEEN #a ${id(6)} ${id(2)} 2`, found: '45' },
    { asked: `BETWEEN #a ${at(6)} ${id(2)} 2`, found: '45' },
    { asked: `BETWEEN #a ${id(2)} ${at(6)} 2`, found: '34' },
    { asked: `BETWEEN #a ${id(2)} ${id(2)} 2`, found: '' },
  ])('finds by $asked the messages $found: points are excluded, both ways', ({ asked, found }) => {
    expect(ask(asked)).toBe(found)
  })

  it('takes times of long ago and of the future as what they are', () => {
    expect(ask(`AFTER #a ${at(-1e9)} 2`)).toBe('12')
    expect(ask(`AFTER #a ${at(1e9)} 2`)).toBe('')
    expect(ask(`BEFORE #a ${at(1e9)} 2`)).toBe('89')
  })

  it('gives nothing where nothing is asked for, and no more than the room gives at once', () => {
    expect(ask('LATEST #a * 0')).toBe('')
    expect(ask('LATEST #a * 1000000000', { most: 4 })).toBe('6789')
  })

  it('finds what else happened besides, in order, for who asked for it', () => {
    const request = readRequest(['LATEST', '#a', '*', '4'], 100)
    if ('code' in request) throw new Error('refused')
    const found = find(nine(), request, boot)
    if ('code' in found) throw new Error('refused')
    expect(found.everything.map(({ line }) => line.command + line.params[1])).toEqual([
      'JOIN7',
      'PRIVMSG8',
      'PRIVMSG9',
      'JOIN9',
    ])
  })

  it('can begin at what else happened, since that has a msgid, too', () => {
    expect(ask(`AFTER #a msgid=${boot}-2 2`)).toBe('23')
  })

  it.each([
    { asked: 'NEWEST #a * 5', refused: 'INVALID_PARAMS NEWEST' },
    { asked: 'LATEST', refused: 'INVALID_PARAMS LATEST' },
    { asked: 'LATEST #a *', refused: 'INVALID_PARAMS LATEST' },
    { asked: 'LATEST #a * 5 5', refused: 'INVALID_PARAMS LATEST' },
    { asked: 'LATEST #a * -1', refused: 'INVALID_PARAMS LATEST -1' },
    { asked: 'LATEST #a * many', refused: 'INVALID_PARAMS LATEST many' },
    { asked: 'BEFORE #a * 5', refused: 'INVALID_PARAMS BEFORE *' },
    { asked: 'BEFORE #a msgid= 5', refused: 'INVALID_PARAMS BEFORE msgid=' },
    { asked: 'BEFORE #a timestamp=now 5', refused: 'INVALID_PARAMS BEFORE timestamp=now' },
    { asked: 'BEFORE #a uuid=1 5', refused: 'INVALID_MSGREFTYPE BEFORE #a' },
    { asked: 'BETWEEN #a * * 5', refused: 'INVALID_PARAMS BETWEEN *' },
    { asked: `BETWEEN #a ${at(1)} 5`, refused: 'INVALID_PARAMS BETWEEN' },
  ])('refuses $asked with $refused', ({ asked, refused }) => {
    expect(ask(asked)).toBe(refused)
  })

  it('never says "nothing" of a message of another life or place, or one that is forgotten', () => {
    for (const msgid of [
      'msgid=b006-1',
      `msgid=${boot}-zz`,
      'msgid=x',
      `msgid=${boot}-`,
      `msgid=${boot}-1`,
    ]) {
      expect(ask(`AFTER #a ${msgid} 5`, { history: nine(3) })).toBe(`MESSAGE_ERROR AFTER #a ${msgid}`)
    }
  })

  it('goes on from the very last message that was forgotten, since nothing after it is', () => {
    const history = nine(3)
    expect(ask(`AFTER #a ${id(6)} 5`, { history })).toBe('789')
    expect(ask(`AFTER #a ${id(5)} 5`, { history })).toContain('MESSAGE_ERROR')
  })

  it('goes on from what happened as long as no message after it is forgotten, and not for as long as it is kept', () => {
    const history = nine(4)
    const events = [...history.events].map(({ seq }) =>
      ask(`AFTER #a msgid=${boot}-${seq.toString(36)} 50`, { history }),
    )
    expect(events).toEqual([`MESSAGE_ERROR AFTER #a msgid=${boot}-5`, '6789', '89', ''])
  })

  it('goes on from what happened and is forgotten as long as no message after it is, in a snapshot too', () => {
    const scene = new Scene({ boot, limits: { historyMessages: 3 } }).enter('ann').join('#a', 'ann')
    const joined = scene.room.channels.get('#a')?.history.events.at(0)?.seq.toString(36)
    const after = (room: Room) =>
      ask(`AFTER #a msgid=${boot}-${joined} 9`, { history: room.channels.get('#a')?.history })
    const facts = factsOf({ limits: { historyMessages: 3 } })
    scene.line('ann', 'PRIVMSG #a 1')
    for (let i = 0; i < 5; i++) scene.line('ann', '@+draft/react=x TAGMSG #a')
    for (const text of ['2', '3']) scene.line('ann', `PRIVMSG #a ${text}`)
    expect([after(scene.room), after(load(save(scene.room), facts))]).toEqual(['123', '123'])
    scene.line('ann', 'PRIVMSG #a 4')
    expect(after(scene.room)).toContain('MESSAGE_ERROR')
    expect(after(load(save(scene.room), facts))).toContain('MESSAGE_ERROR')
  })

  it('gives the oldest that is kept for a time that is older', () => {
    expect(ask(`AFTER #a ${at(1)} 2`, { history: nine(3) })).toBe('78')
  })
})
