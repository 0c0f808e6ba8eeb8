import { Exit } from '../exit.ts'
import { askSecret } from '../face/ask.ts'
import { canAsk, plainOutput } from '../face/output.ts'
import { readSecretFile } from './secret.ts'

/** The room wants its password, or another one than it was given (464). */
export class PasswordRefused extends Exit {
  constructor(message: string) {
    super(
      'authRefused',
      message,
      'have it in a file of one line and mode 600:  earshot --password-file FILE',
      'or name that file in EARSHOT_PASSWORD_FILE',
    )
  }
}

/**
 * Enters with the password in the file, if one is given; on a terminal, asks for it for as long as it is refused.
 * @throws {Exit} usage, where the file cannot be used; what `enter` throws
 */
export async function withPassword<T>(
  file: string | undefined,
  enter: (password: string | undefined) => Promise<T>,
): Promise<T> {
  let password = file === undefined ? undefined : await readSecretFile(file)
  for (;;) {
    try {
      return await enter(password)
    } catch (error) {
      if (!(error instanceof PasswordRefused) || !canAsk()) throw error
      plainOutput.note(error.message)
      password = await askSecret('Password of the room: ')
    }
  }
}
