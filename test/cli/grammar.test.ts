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
