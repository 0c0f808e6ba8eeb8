import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'
import { answerTo } from './batches.ts'

/** Ann in #a, where she has said one, two and three. */
function office(historyReplayed: number): Scene {
  const scene = new Scene({ limits: { historyReplayed } }).enter('ann', 'bob').join('#a', 'ann')
  for (const text of ['one', 'two', 'three']) scene.line('ann', `PRIVMSG #a :${text}`)
  scene.line('ann', 'TOPIC #a :about')
  return scene
}

/** What bob is shown at JOIN after the names. */
function shown(scene: Scene, ...caps: Parameters<typeof answerTo>[3] & object): string[] {
  const lines = answerTo(scene, 'bob', 'JOIN #a', caps)
  return lines.slice(lines.findIndex((line) => line.includes(' 366 ')) + 1)
}

describe('who joins a channel', () => {
  it('is shown the latest messages after the names, oldest first, and nothing else that happened', () => {
    expect(shown(office(2))).toEqual([
      ':s NOTICE #a :Said before you came, since 2026-01-02T03:04:05.000Z (2):',
      ':s BATCH chathistory #a',
      ':ann!~ann@h PRIVMSG #a :two',
      ':ann!~ann@h PRIVMSG #a :three',
    ])
  })

  it('is shown them with draft/event-playback as well, but not with draft/chathistory, which asks by itself', () => {
    expect(shown(office(9), 'draft/event-playback')).toHaveLength(5)
    expect(shown(office(9), 'draft/chathistory')).toEqual([])
  })

  it('is told that it was said before only if it is not told when', () => {
    expect(shown(office(2), 'server-time')[0]).toBe(':s BATCH chathistory #a')
  })

  it('is shown nothing where the room shows nothing, and where nothing was said', () => {
    expect(shown(office(0))).toEqual([])
    expect(answerTo(office(9), 'bob', 'JOIN #b').at(-1)).toContain(' 366 ')
  })

  it('is shown nothing if it is a bot, which would answer', () => {
    const scene = office(9)
    scene.line('bob', 'MODE bob +B')
    expect(shown(scene)).toEqual([])
  })

  it('is shown no message of today twice: who asks for a channel that it is in is not answered', () => {
    const scene = office(9)
    scene.line('bob', 'JOIN #a')
    expect(answerTo(scene, 'bob', 'JOIN #a')).toEqual([])
  })
})
