import { numerics } from '../protocol/numerics.ts'
import { aside } from '../room/aside.ts'
import type { ConnectionContext } from './connection.ts'
import { addressKey } from './tries.ts'

/** What the room's password is asked for. */
export interface PasswordCheck {
  /** Whether there is one at this moment. */
  readonly isSet: boolean
  /** Whether this wire string is it; takes as long for any. */
  matches(password: string): boolean
}

/**
 * Whether the connection knows the room's password, where there is one; if not, it is told why (RFC 2812 §3.1.1). Here
 * and not in the room, so that the password is in no entry.
 */
export function knowsPassword({ peer, port }: ConnectionContext): boolean {
  const why = refusal(peer.password, peer.address, port)
  if (why === undefined) return true
  const asked = {
    room: port.room,
    peer,
    message: { command: 'PASS', params: [] },
    atMs: port.nowMs(),
    around: port.around(undefined),
  }
  const outcomes = aside(asked, (to) => to.reply(numerics.ERR_PASSWDMISMATCH(why)))
  port.deliver(outcomes, { id: peer.id, label: undefined, atMs: Math.max(asked.atMs, port.room.timeMs) })
  return false
}

function refusal(
  given: string | undefined,
  address: string,
  port: ConnectionContext['port'],
): string | undefined {
  const { password, passwordTries } = port
  if (password === undefined || !password.isSet) return undefined
  if (given === undefined) return 'This room has a password: send it by PASS before NICK and USER'
  const from = addressKey(address)
  const nowMs = port.steadyMs()
  if (passwordTries.isOver(from, nowMs)) return 'Too many wrong passwords from your address; wait a minute'
  if (password.matches(given)) return undefined
  passwordTries.count(from, nowMs)
  port.note('pass.refused')
  return 'Password incorrect'
}
