import { fold } from '../../protocol/casemap.ts'
import type { Message } from '../../protocol/message.ts'
import { type Display, type Model, type Track } from '../model.ts'
import { type Effect, type Step, show, step } from '../step.ts'
import { bootOf, trackOf, withTrack } from './tracks.ts'
import { isRecent, withKey } from './recent.ts'

/** What is held back while what was missed is on its way. */
const mostHeld = 4_096

/** A message that everybody in the channel has in its history: its id is a place to go on from. */
function hasPlace({ type, id, ranks }: Display): boolean {
  return type === 'message' && id !== undefined && ranks === undefined
}

/** Shows each once, in this order, and moves the channel's cursor along. */
export function shown(model: Model, displays: readonly Display[]): Step {
  const effects: Effect[] = []
  let next = model
  for (const display of displays) {
    const isNew = !isShown(next, display)
    next = { ...moved(next, display), recent: keysOf(display).reduce(withKey, next.recent) }
    if (isNew) effects.push(show(display))
  }
  return step(next, ...effects)
}

/** Whether this was shown lately. */
export function isShown({ recent }: Model, display: Display): boolean {
  return keysOf(display).some((key) => isRecent(recent, key))
}

/** A line that is remembered and shown to nobody was heard: it is a place to go on from as any other. */
export function passed(model: Model, { tags, params: [channel = ''] }: Message): Model {
  const track = trackOf(model, channel)
  const id = tags?.get('msgid')
  if (track === undefined || track.phase === 'away' || id === undefined) return model
  const cursor = { id, boot: bootOf(model) }
  return withTrack(model, { ...track, ...(track.phase === 'asking' ? { passed: cursor } : { cursor }) })
}

/** What a step shows, where it may be shown now: history first. A model with too much held back gives up the wait. */
export function routed({ model, effects }: Step, giveUp: (model: Model, track: Track) => Step): Step {
  const out: Effect[] = []
  let next = model
  const add = (more: Step) => {
    next = more.model
    out.push(...more.effects)
  }
  for (const effect of effects) {
    if (effect.do !== 'show') {
      out.push(effect)
      continue
    }
    const { display } = effect
    const track = display.channel === undefined ? undefined : trackOf(next, display.channel)
    const isTalk = display.type === 'status' || display.type === 'error' || display.type === 'gap'
    if (isTalk) out.push(effect)
    else if (track?.phase !== 'asking') add(shown(next, [display]))
    else {
      const held: Track = {
        ...track,
        held: [...track.held, display],
        passed: hasPlace(display) ? undefined : track.passed,
      }
      next = withTrack(next, held)
      if (held.held.length > mostHeld) add(giveUp(next, held))
    }
  }
  return { model: next, effects: out }
}

/** A message is known by its id, and by what its sender calls it: who said it twice, unsure of the first, said it once. */
function keysOf({ type, channel = '', nick = '', id, nonce }: Display): string[] {
  if (type !== 'message') return []
  return [
    ...(id === undefined ? [] : [`${fold(channel)} ${id}`]),
    ...(nonce === undefined ? [] : [`${fold(channel)} nonce ${fold(nick)} ${nonce}`]),
  ]
}

function moved(model: Model, display: Display): Model {
  const track = display.channel === undefined ? undefined : trackOf(model, display.channel)
  if (track === undefined || track.phase === 'away' || display.type !== 'message') return model
  const cursor =
    display.id !== undefined && hasPlace(display) ? { id: display.id, boot: bootOf(model) } : track.cursor
  return withTrack(model, { ...track, cursor, last: display.time })
}
