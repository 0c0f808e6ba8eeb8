import { fold } from '../../protocol/casemap.ts'
import type { Message } from '../../protocol/message.ts'
import { type Model } from '../model.ts'
import { type Effect, type Step, send, step } from '../step.ts'
import { isSelf, nickOf } from '../reading.ts'

/*
 * Who comes back while the room still has their old connection is `ann_` for a while. The nick is taken back when it is
 * free: MONITOR tells (IRCv3 monitor), or somebody is seen to give it up, or it is tried now and then.
 */

const retryMs = 30_000

/** Time has passed. The first time, the server is asked to tell, if it can. */
export function tryNick(model: Model, at: number): Step {
  const { lostNick, nickTriedAt } = model
  if (lostNick === undefined || model.phase !== 'active') return step(model)
  const monitors = model.isupport.has('MONITOR')
  if (nickTriedAt === undefined)
    return step({ ...model, nickTriedAt: at }, ...(monitors ? [send('MONITOR', '+', lostNick)] : []))
  if (monitors || Math.abs(at - nickTriedAt) < retryMs) return step(model)
  return step({ ...model, nickTriedAt: at }, send('NICK', lostNick))
}

/** Somebody gave a nick up, or we have ours back. */
export function seenNick(model: Model, message: Message): Step {
  const { lostNick } = model
  if (lostNick === undefined) return step(model)
  if (isSelf(model, lostNick)) {
    const unwatched: Effect[] = model.isupport.has('MONITOR') ? [send('MONITOR', '-', lostNick)] : []
    return step({ ...model, lostNick: undefined }, ...unwatched)
  }
  const isFree = ['QUIT', 'NICK'].includes(message.command) && fold(nickOf(message)) === fold(lostNick)
  return isFree ? step(model, send('NICK', lostNick)) : step(model)
}

/** The server's answer to all this, which nobody asked for but us; undefined for every other line. */
export function aboutLostNick(model: Model, { command, params }: Message): Step | undefined {
  const { lostNick } = model
  if (lostNick === undefined || model.phase !== 'active') return undefined
  const nick = (params[1] ?? '').split('!')[0] ?? ''
  if (fold(nick) !== fold(lostNick)) return undefined
  if (command === '731') return step(model, send('NICK', lostNick))
  return command === '730' || command === '433' ? step(model) : undefined
}
