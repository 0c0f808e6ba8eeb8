import { fold } from '../../protocol/casemap.ts'
import type { Limits } from '../../protocol/limits.ts'
import { saslprep } from '../../protocol/saslprep.ts'
import type { AccountRefusal } from './account-name.ts'

/** A password that an account may have, prepared; or why it may not (IRCv3 account-registration). */
export function readNewPassword(
  given: string,
  name: string,
  { passwordLeastBytes, passwordBytes }: Pick<Limits, 'passwordLeastBytes' | 'passwordBytes'>,
): string | AccountRefusal {
  if (given.length > passwordBytes) {
    return { code: 'UNACCEPTABLE_PASSWORD', text: `A password has ${passwordBytes} bytes at most` }
  }
  const password = saslprep(given)
  if (password === undefined) {
    return {
      code: 'UNACCEPTABLE_PASSWORD',
      text: 'A password holds no control or unassigned characters, and letters of one direction alone',
    }
  }
  if (password.length < passwordLeastBytes) {
    return { code: 'WEAK_PASSWORD', text: `A password has ${passwordLeastBytes} bytes at least` }
  }
  return fold(password) === fold(name)
    ? { code: 'WEAK_PASSWORD', text: 'A password is not the name of its account' }
    : password
}
