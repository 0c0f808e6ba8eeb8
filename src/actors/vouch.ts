import { fromWire } from '../protocol/wire.ts'
import { nickOf } from '../room/peer.ts'
import type { ConnectionContext } from './connection.ts'

const minuteMs = 60_000

/**
 * Whether name and password are those of an operator; undefined where there are none. Here and not in the room, so that
 * neither is in an entry. Who was wrong too often in a minute is wrong without a look.
 */
export function vouch(
  { peer, port, wrongTriesMs }: ConnectionContext,
  [name = '', password = '']: readonly string[],
): boolean | undefined {
  const { operations, limits, room } = port
  if (operations === undefined) return undefined
  const nowMs = port.steadyMs()
  while (wrongTriesMs[0] !== undefined && nowMs - wrongTriesMs[0] >= minuteMs) wrongTriesMs.shift()
  if (wrongTriesMs.length >= limits.wrongPasswordsPerMinute) return false
  if (operations.vouch(name, password)) return true
  wrongTriesMs.push(nowMs)
  // Not the name: who mixes the two up would have the password in the log.
  port.note('oper.refused', { nick: fromWire(nickOf(peer, room)) })
  return false
}
