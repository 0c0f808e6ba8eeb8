import { Distrust } from '../client/distrust.ts'
import { Trouble } from '../client/trouble.ts'
import { readClientConfig } from './config/client-values.ts'
import { Exit, exitCodes } from './exit.ts'
import { grammar } from './grammar.ts'
import { brokenOutput, endOnBrokenOutput } from './face/output.ts'

/** Says what went wrong, on stderr, and gives the exit code. A fault of ours shows where it is, when asked. */
function report(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error)
  const next = error instanceof Exit || error instanceof Trouble ? error.next : []
  if (message !== '') process.stderr.write(`${[message, ...next.map((line) => `  ${line}`)].join('\n')}\n`)
  if (process.env['EARSHOT_DEBUG'] === '1' && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`)
  if (error instanceof Exit) return error.code
  if (error instanceof Distrust) return exitCodes.authRefused
  if (error instanceof Trouble) return exitCodes.noneFound
  return exitCodes.failure
}

/** Does what the arguments say, and ends the process. */
export async function earshot(args: readonly string[]): Promise<void> {
  endOnBrokenOutput()
  let code: number = exitCodes.ok
  try {
    const run = async (work: () => Promise<number | void>): Promise<void> => {
      code = (await work()) ?? exitCodes.ok
    }
    await grammar(run, await readClientConfig()).parseAsync(args)
  } catch (error) {
    code = report(error)
  }
  // What was said leaves first; then nothing that is still open, such as stdin, keeps us.
  process.stdout.write('', (error) => {
    const broken = process.stdout.errored ?? error ?? undefined
    process.exit(broken === undefined ? code : brokenOutput(broken))
  })
}
