import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { Exit } from '../exit.ts'

/** Asks on the terminal, on stderr, so that stdout stays data. @throws {Exit} interrupted, at Ctrl-C or Ctrl-D */
async function ask(question: string): Promise<string> {
  return (await answerTo(question, process.stderr)).trim()
}

async function answerTo(question: string, output: NodeJS.WritableStream): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output, terminal: true })
  const interrupt = new AbortController()
  terminal.once('SIGINT', () => interrupt.abort())
  terminal.once('close', () => interrupt.abort())
  try {
    return await terminal.question(question, { signal: interrupt.signal })
  } catch {
    process.stderr.write('\n')
    throw new Exit('interrupted', '')
  } finally {
    terminal.close()
  }
}

/** The same for what nobody is to see; nothing of it is shown. @throws {Exit} interrupted */
export async function askSecret(question: string): Promise<string> {
  const unseen = new Writable({ write: (_bytes, _encoding, done) => done() })
  const answer = answerTo('', unseen)
  // Asked once nothing is shown any more of what is typed, however fast.
  process.stderr.write(question)
  const given = await answer
  process.stderr.write('\n')
  return given
}

/** A question with yes as the answer of Enter. */
export async function confirm(question: string): Promise<boolean> {
  return /^(?:y|yes|)$/i.test(await ask(`${question} [Y/n] `))
}

/** The number of one of the rows, counted from 0; Enter takes the first. Asks until it is one. */
export async function pick(rows: readonly string[], question: string): Promise<number> {
  const list = rows.map((row, i) => `  ${i + 1}  ${row}\n`).join('')
  process.stderr.write(list)
  for (;;) {
    const answer = await ask(`${question} [1] `)
    const number = answer === '' ? 1 : Number(answer)
    if (Number.isInteger(number) && number >= 1 && number <= rows.length) return number - 1
  }
}
