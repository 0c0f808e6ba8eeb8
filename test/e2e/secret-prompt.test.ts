import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Terminal, Tmux, whyNot } from '../tmux.ts'
import { Lan, endAll, main } from './cli-process.ts'

/** Passwords, as somebody at a terminal is asked for them. */

const tmux = new Tmux()

afterAll(async () => {
  tmux.close()
  await endAll()
})

/** A shell in which `earshot` is ours. */
function sit(lan: Lan): Terminal {
  const terminal = tmux.open({
    command: ['sh'],
    env: { ...lan.env('here'), PS1: '$ ' },
    size: { columns: 120, rows: 40 },
  })
  terminal.enter(`earshot() { '${process.execPath}' '${main}' "$@"; echo "[$1 ended with $?]"; }`)
  return terminal
}

describe.skipIf(whyNot('tmux') !== undefined)('a password that is asked for', () => {
  it('is on no screen: at register, which asks twice, at passwd, at login, and where it is given up', async () => {
    const lan = await Lan.open()
    await lan.room('Office')
    const ann = sit(lan)
    /** It is the last that was said, and nothing is typed behind it. */
    const asked = (question: string): Promise<void> =>
      ann.until(`asked: ${question}`, () => ann.everything().endsWith(question))
    const answer = async (question: string, secret: string): Promise<void> => {
      await asked(question)
      ann.enter(secret)
    }
    ann.enter('earshot register --nick ann')
    await answer('New password for ann:', 'correct horse')
    await answer('Once more:', 'correct hearse')
    await answer('They are not the same.\nNew password for ann:', 'correct horse')
    await answer('Once more:', 'correct horse')
    await ann.shows('[register ended with 0]')

    ann.enter('earshot passwd')
    await answer('New password for ann:', 'battery staple')
    await answer('Once more:', 'battery staple')
    await ann.shows('[passwd ended with 0]')

    ann.enter('earshot logout; earshot login --nick ann')
    await answer('Password of ann:', 'battery staple')
    await ann.shows('[login ended with 0]')
    const kept = (): string => readFileSync(join(lan.state, 'here', 'logins.json'), 'utf8')
    expect(kept()).toContain('battery staple')

    ann.enter('earshot logout; earshot login --nick ann')
    await asked('Password of ann:')
    ann.type('battery')
    ann.press('C-c')
    await ann.shows('[login ended with 130]')
    expect(kept()).not.toContain('battery')
    // The shell shows what is typed again.
    ann.enter('echo seen')
    await ann.shows(/ echo seen\nseen/)
    expect(ann.everything()).not.toMatch(/horse|hearse|battery|staple/)
  })
})
