import { describe, expect, it } from 'vitest'
import { Exit, exitCodes } from '../../src/cli/exit.ts'
import { grammar } from '../../src/cli/grammar.ts'

/** How a command line ends that fails before it does anything. */
async function failure(...args: string[]): Promise<Exit> {
  try {
    await grammar(async (work) => void (await work())).parseAsync(args)
  } catch (error) {
    if (error instanceof Exit) return error
    throw error
  }
  throw new Error('it did not fail')
}

describe('grammar', () => {
  it('ends with 2 and a hint where the command is wrong', async () => {
    for (const args of [
      ['--bogus'],
      ['send', '--jsn', 'x'],
      ['listen', 'x'],
      ['daemon', '--log-level', 'loud'],
    ]) {
      expect(await failure(...args), args.join(' ')).toMatchObject({
        code: exitCodes.usage,
        next: ['earshot --help'],
      })
    }
  })

  it('asks whether a command was meant by a channel that nearly is one', async () => {
    expect(await failure('stauts')).toMatchObject({
      code: exitCodes.usage,
      message: 'Unknown command: stauts. Did you mean earshot status?',
    })
  })

  it('takes a word that is no command here for no channel, and says what there is', async () => {
    for (const word of ['version', 'log', 'rooms']) {
      const { code, message, next } = await failure(word)
      expect([code, message], word).toEqual([exitCodes.usage, `No such command: ${word}.`])
      expect(next).toEqual([expect.stringMatching(/^earshot /), `to join a channel:    earshot '#${word}'`])
    }
  })

  it('takes an option once, and with its value', async () => {
    const twice = (option: string) => `${option} is given more than once; give it once.`
    expect((await failure('daemon', '--name=a', '--name=b')).message).toBe(twice('--name'))
    expect((await failure('daemon', '--state-dir', 'a', '--state-dir', 'b')).message).toBe(
      twice('--state-dir'),
    )
    expect((await failure('send', '-c', 'a', '-c', 'b', 'hi')).code).toBe(exitCodes.usage)
    for (const args of [['daemon', '--log-level'], ['--nick']])
      expect((await failure(...args)).code, args.join(' ')).toBe(exitCodes.usage)
  })

  it('checks values before it looks for a room', async () => {
    for (const args of [
      ['listen', '--timeout', 'soon'],
      ['listen', '--count', '0'],
      ['send', '-c', 'a b', 'hi'],
      ['--nick', '1st'],
      ['--host', ':'],
      ['daemon', '--port', '99999'],
    ]) {
      expect((await failure(...args)).code, args.join(' ')).toBe(exitCodes.usage)
    }
  })

  it('fits its help in 100 columns', async () => {
    const help = await grammar(async () => undefined).getHelp()
    for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    for (const code of Object.values(exitCodes)) expect(help).toMatch(new RegExp(`^  ${code} `, 'm'))
  })
})
