import { describe, expect, it } from 'vitest'
import { LineMode } from '../../../src/cli/face/line-mode.ts'
import { plainFormat } from '../../../src/cli/face/plain.ts'
import type { Conversation } from '../../../src/client/conversation.ts'
import type { Intent } from '../../../src/client/intents.ts'
import type { Display, Model } from '../../../src/client/model.ts'
import { start } from '../../../src/client/register.ts'
import { advance } from '../../../src/client/session.ts'
import { parse } from '../../../src/protocol/message.ts'

/** A line mode on a session without a connection. */
class Face {
  said: string[] = []
  noted: string[] = []
  wanted: Intent[] = []
  model: Model = start({ nick: 'ann', user: 'ann', realname: 'Ann', channels: [] }, 0).model
  lines = new LineMode(
    { say: (line) => this.said.push(line.slice(6)), note: (line) => this.noted.push(line) },
    '#lobby',
    plainFormat('short'),
  )

  constructor() {
    this.hear(
      ':s 001 ann :Welcome',
      ':ann!a@h JOIN #lobby',
      ':s 353 ann = #lobby :@ann bob',
      ':s 366 ann #lobby :End',
    )
  }

  hear(...lines: string[]): this {
    for (const message of lines.map(parse)) {
      if (message === undefined) continue
      const { model, effects } = advance(this.model, { type: 'line', message, at: 0 })
      this.model = model
      for (const effect of effects) if (effect.do === 'show') this.show(effect.display)
    }
    return this
  }

  show(display: Display): void {
    this.lines.show(display, this.model)
  }

  type(line: string): boolean {
    const talk: Conversation = {
      model: this.model,
      want: (intent) => this.wanted.push(intent),
      until: () => Promise.resolve(true),
      ended: Promise.resolve({ cause: 'quit', text: '' }),
      cut: () => undefined,
    }
    return this.lines.typed(line, talk)
  }
}

describe('LineMode', () => {
  it('puts what is said on stdout and talk on stderr', () => {
    const face = new Face().hear(':bob!b@h PRIVMSG #lobby :hi', ':s 401 ann cid :No such nick/channel')
    expect(face.said).toEqual(['bob: hi'])
    expect(face.noted).toEqual([expect.stringContaining('not done: cid: No such nick/channel')])
    expect(face.lines.failures).toBe(1)
  })

  it('talks in the channel that was joined last, and in what is left after a part', () => {
    const face = new Face().hear(':ann!a@h JOIN #dev', ':s 366 ann #dev :End')
    face.type('one')
    face.hear(':ann!a@h PART #dev')
    face.type('two')
    face.hear(':bob!b@h KICK #lobby ann :no')
    face.type('three')
    expect(face.wanted.map((intent) => (intent.type === 'say' ? intent.target : intent.type))).toEqual([
      '#dev',
      '#lobby',
    ])
    expect(face.noted.at(-1)).toBe('you are in no channel; /join #lobby')
  })

  it('shows who is here', () => {
    const face = new Face()
    face.type('/names')
    expect(face.noted).toEqual(['2 in #lobby: @ann, bob'])
  })

  it('goes on until it is asked to leave', () => {
    const face = new Face()
    expect(['hi', '/help', '/nope', '', '/to dev', '/quit'].map((line) => face.type(line))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ])
    expect(face.lines.failures).toBe(2)
  })
})
