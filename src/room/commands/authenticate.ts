import { fromBase64 } from '../../protocol/base64.ts'
import { upper } from '../../protocol/casemap.ts'
import { isMechanism, mechanismsFor } from '../../protocol/mechanisms.ts'
import { numerics } from '../../protocol/numerics.ts'
import type { Aside } from '../aside.ts'
import { isComplete } from '../peer.ts'
import { type Exchange, opening } from '../sasl/exchange.ts'
import { respond } from '../sasl/respond.ts'

/** AUTHENTICATE mechanism | response | *: IRCv3 sasl-3.1 and 3.2, before registration and after it. */
export function authenticate(aside: Aside): void {
  const { peer, params } = aside
  const [data = ''] = params
  const { exchange } = peer
  if (data === '*') return abort(aside)
  if (exchange === undefined) return begin(aside, data)
  const { saslChunkBytes, saslBytes } = aside.room.facts.limits
  const received = data === '+' ? exchange.received : exchange.received + data
  if (data.length > saslChunkBytes || received.length > saslBytes) {
    peer.exchange = undefined
    return aside.reply(numerics.ERR_SASLTOOLONG())
  }
  // Only one that is shorter is the last of a response.
  if (data.length === saslChunkBytes) peer.exchange = { ...exchange, received }
  else end(aside, exchange, received)
}

function begin(aside: Aside, word: string): void {
  const { peer } = aside
  const mechanism = upper(word)
  const offered = mechanismsFor(peer.tls?.certificate !== undefined)
  if (!isMechanism(mechanism) || !offered.includes(mechanism)) {
    aside.reply(numerics.RPL_SASLMECHS(offered.join(',')))
    return aside.reply(numerics.ERR_SASLFAIL('SASL authentication failed: there is no such mechanism'))
  }
  peer.exchange = { ...opening(mechanism), received: '' }
  aside.send('AUTHENTICATE', '+')
}

function end(aside: Aside, exchange: Exchange, received: string): void {
  const { peer } = aside
  peer.exchange = undefined
  const response = fromBase64(received)
  if (response === undefined) {
    return aside.reply(numerics.ERR_SASLFAIL('SASL authentication failed: that is not base64'))
  }
  const next = respond(aside, exchange, response)
  if (next !== undefined) peer.exchange = { ...next, received: '' }
}

function abort(aside: Aside): void {
  aside.peer.exchange = undefined
  aside.reply(numerics.ERR_SASLABORTED())
}

/** Who asks to be a member in the middle of an exchange becomes one without it (sasl-3.1). */
export function abandonExchange(aside: Aside): void {
  const { peer, room } = aside
  if (peer.exchange !== undefined && !room.members.has(peer.id) && isComplete(peer)) abort(aside)
}
