import { OperatorFileError, readPassword } from '../../ops/operator-files.ts'
import { Exit } from '../exit.ts'
import { askSecret } from '../face/ask.ts'
import { canAsk } from '../face/output.ts'

/** The one line of a file that nobody else can read. @throws {Exit} usage */
export async function readSecretFile(file: string): Promise<string> {
  try {
    return await readPassword(file)
  } catch (error) {
    if (error instanceof OperatorFileError) throw new Exit('usage', error.message)
    throw error
  }
}

/**
 * A password that is there already: in the file, or asked for.
 * @param option what names a file
 * @throws {Exit} usage, where there is no file and nobody to ask; interrupted
 */
export async function knownSecret(
  file: string | undefined,
  question: string,
  option: string,
): Promise<string> {
  if (file !== undefined) return await readSecretFile(file)
  if (canAsk()) return await askSecret(`${question}: `)
  throw new Exit(
    'usage',
    `There is no terminal to ask for the password on.`,
    `have it in a file of one line and mode 600:  ${option} FILE`,
  )
}

/** The same for one that is chosen now: it is asked for until it was typed twice. */
export async function newSecret(file: string | undefined, question: string, option: string): Promise<string> {
  for (;;) {
    const secret = await knownSecret(file, question, option)
    if (file !== undefined || (await askSecret('Once more: ')) === secret) return secret
    process.stderr.write('They are not the same.\n')
  }
}
