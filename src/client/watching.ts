import { fold } from '../protocol/casemap.ts'
import { type Model } from './model.ts'
import { type Hear, type Step, send, step } from './step.ts'
import { everywhere } from './channels.ts'

/* What is asked for because somebody looks at it all the time: how slow the connection is, and who is away. */

/** How often the lag is measured, ms. */
const lagEveryMs = 10_000
const lagWord = 'lag'
/** Larger channels are not asked who is away. */
const mostAsked = 500
/** What our WHOX answers are known by. */
const awayToken = '942'

/** Time has passed: the lag is measured. */
export function measure(model: Model, at: number): Step {
  if (model.wish.isWatched !== true || model.phase !== 'active') return step(model)
  const { lagAskedAt, lagMs, lagToldAt = 0 } = model
  if (lagAskedAt !== undefined) return step(model)
  if (lagMs !== undefined && Math.abs(at - lagToldAt) < lagEveryMs) return step(model)
  return step({ ...model, lagAskedAt: at }, send('PING', lagWord))
}

/** The answer. Undefined for every other PONG. */
export function measured(model: Model, label: string, at: number): Model | undefined {
  if (label !== lagWord || model.lagAskedAt === undefined) return undefined
  return { ...model, lagMs: Math.max(0, at - model.lagAskedAt), lagAskedAt: undefined, lagToldAt: at }
}

/** The names of a channel are here: who of them is away is asked for. */
export function askAway(model: Model, name: string): Step {
  const members = model.channels.get(fold(name))?.members.size ?? 0
  if (model.wish.isWatched !== true || !model.isupport.has('WHOX') || members > mostAsked) return step(model)
  return step(model, send('WHO', name, `%tnf,${awayToken}`))
}

/** RPL_WHOSPCRPL (IRCv3 WHOX), where it answers that: the token, the nick and the flags. */
export const hearWhox: Hear = (model, { params }) => {
  const [, token, nick = '', flags = ''] = params
  if (token !== awayToken) return step(model)
  const away = flags.startsWith('G')
  return step(everywhere(model, nick, (member) => (member.away === away ? member : { ...member, away })))
}
