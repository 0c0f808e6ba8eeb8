import { numerics } from '../../protocol/numerics.ts'
import type { Aside } from '../aside.ts'
import { spaceAfter } from '../space.ts'

/** PING token: RFC 2812 §3.7.2. Answered after everything that its sender sent before has its place. */
export function ping(aside: Aside): void {
  const { room, params } = aside
  const { server } = room.facts
  const token = params[0] ?? ''
  if (token === '') return aside.reply(numerics.ERR_NOORIGIN())
  if (token.length > spaceAfter(room, server, 'PONG', server)) return aside.reply(numerics.ERR_INPUTTOOLONG())
  aside.send('PONG', server, token)
}
