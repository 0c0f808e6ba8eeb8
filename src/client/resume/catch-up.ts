import { fold } from '../../protocol/casemap.ts'
import type { Message } from '../../protocol/message.ts'
import { pastText } from '../hear-text.ts'
import { gapBefore, backText } from './sentences.ts'
import { type Ask, type Batch, type Display, type GapReason, type Model, type Track } from '../model.ts'
import { type Step, show, status, step, andThen } from '../step.ts'
import { timeOf } from '../reading.ts'
import { asked, canAsk } from './ask.ts'
import { historyBatch, mostLines } from './batches.ts'
import { settled } from './doubt.ts'
import { merge } from './merge.ts'
import { isShown, shown } from './shown.ts'
import { awayTrack, bootOf, trackOf, withCursor, withTrack, withoutTrack } from './tracks.ts'

/*
 * Back in a channel, what was missed is asked for from the cursor on, page by page, until a page meets what is heard or
 * is empty: a short page is no end (IRCv3 chathistory). What is heard meanwhile is held back, and follows. Where the room
 * has forgotten the cursor there is a gap, and all that it still has follows, from the time of the cursor on.
 */

/** Pages of one catching up: a daemon that has more than that to tell is making it up. */
const mostPages = 500

/** Our own JOIN: for the first time, or back again. */
export function entered(model: Model, name: string, message: Message, at: number): Step {
  const before = trackOf(model, name)
  if (before !== undefined && before.phase !== 'away') return step(model)
  if (before?.since === undefined) return enteredFirst(model, name, message, at)
  const { cursor } = before
  const id = message.tags?.get('msgid')
  const entry = id === undefined ? undefined : { id, boot: bootOf(model) }
  const track: Track = { ...before, name, at, isBack: true, entry }
  if (!canAsk(model)) return finished(model, { ...track, gap: 'unsupported' }, [], at)
  if (cursor === undefined) return asked(model, { ...track, gap: 'unsupported' }, { want: 'latest' }, at)
  if (cursor.boot !== bootOf(model))
    return asked(model, { ...track, gap: 'restarted' }, { want: 'since' }, at)
  return asked(model, track, { want: 'after' }, at)
}

function enteredFirst(model: Model, name: string, message: Message, at: number): Step {
  const id = message.tags?.get('msgid')
  const cursor = id === undefined ? undefined : { id, boot: bootOf(model) }
  const track: Track = { ...awayTrack(name, at), cursor, since: timeOf(message, at) }
  return canAsk(model) && (model.wish.history ?? 0) > 0
    ? asked(model, track, { want: 'latest' }, at)
    : finished(model, track, [], at)
}

/** A batch of history has ended. One that we did not ask for, or no longer, is not looked at. */
export function answered(model: Model, batch: Batch, at: number): Step {
  if (batch.type === historyBatch && !canAsk(model)) return played(model, batch, at)
  const track = answeredTrack(model, batch)
  if (track?.ask === undefined) return step(model)
  const isWrong = batch.type !== historyBatch || fold(batch.target) !== fold(track.name)
  if (isWrong || batch.lines.length > mostLines) return failed(model, track, 'unanswered', at)
  return track.ask.want === 'latest'
    ? latestCame(model, track, batch, at)
    : pageCame(model, track, track.ask, batch, at)
}

function answeredTrack(model: Model, { label, target }: Batch): Track | undefined {
  return model.caps.has('labeled-response')
    ? [...model.tracks.values()].find(({ ask }) => ask !== undefined && ask.label === label)
    : trackOf(model, target)
}

/** The channel whose question a line answers: by its label, or on a server without labels by what is named. */
export function askedTrack(
  model: Model,
  label: string | undefined,
  named: readonly string[],
): Track | undefined {
  const asking = [...model.tracks.values()].filter(({ ask }) => ask !== undefined)
  if (model.caps.has('labeled-response')) return asking.find(({ ask }) => ask?.label === label)
  if (!named.includes('CHATHISTORY')) return undefined
  return asking.find(({ name }) => named.some((word) => fold(word) === fold(name))) ?? asking[0]
}

/** The room does not remember our cursor: it may still know what was said after that, or last. */
export function refused(model: Model, track: Track, at: number): Step {
  const { ask } = track
  if (ask === undefined || ask.want === 'latest' || ask.pages >= mostPages)
    return failed(model, track, 'unanswered', at)
  // Our own clock says nothing to a room.
  const isTimed = ask.want === 'after' && model.caps.has('server-time')
  const gap = track.gap ?? 'forgotten'
  return asked(model, { ...track, gap }, { ...ask, want: isTimed ? 'since' : 'latest' }, at)
}

/** We do not come into the channel: nothing is known of what was said to it. */
export function notIn(model: Model, name: string, at: number): Step {
  const track = trackOf(model, name)
  if (track?.phase !== 'away') return step(model)
  return settled(withTrack(model, { ...track, at }), name, false, at)
}

/** We left it: what was held back is shown, and the next time it is a new channel. */
export function left(model: Model, name: string, at: number): Step {
  const track = trackOf(model, name)
  if (track === undefined) return step(model)
  const shownAll = track.ask === undefined ? step(model) : failed(model, track, 'unanswered', at)
  return andThen(shownAll, (next) => step(withoutTrack(next, name)))
}

/** No more is waited for: the gap is said, and what was held back is shown. */
export function failed(model: Model, track: Track, reason: GapReason, at: number): Step {
  return finished(model, track.isBack ? { ...track, gap: track.gap ?? reason } : track, track.held, at)
}

function pageCame(model: Model, track: Track, ask: Ask, { lines }: Batch, at: number): Step {
  const [next, past, from] = missedOf(model, track, lines, at)
  const { merged, meet } = merge(past, from.held)
  const end = lines.at(-1)
  if (end === undefined || meet) return finished(next, from, merged, at)
  const { gap } = from
  const told = gap === undefined ? step(next) : step(next, show(gapBefore(from, gap, past, at)))
  return andThen(
    andThen(told, (now) => shown(now, past)),
    (now) => {
      const id = end.tags?.get('msgid')
      const paged: Track = {
        ...from,
        gap: undefined,
        isHoled: from.isHoled || gap !== undefined,
        // The last line of the page, also where it is shown to nobody.
        cursor: id === undefined ? from.cursor : { id, boot: bootOf(now) },
        last: timeOf(end, at),
        missed: from.missed + missedIn(past),
      }
      // A page that leads nowhere would be asked for again and again.
      const isStuck = id === undefined || id === track.cursor?.id || ask.pages >= mostPages
      return isStuck ? failed(now, paged, 'unanswered', at) : asked(now, paged, { ...ask, want: 'after' }, at)
    },
  )
}

function latestCame(model: Model, track: Track, { lines }: Batch, at: number): Step {
  const [next, past, from] = missedOf(model, track, lines, at)
  return finished(next, from, merge(past, track.held).merged, at)
}

/** What of an answer was missed, and the track, which has no gap where the answer begins before the cursor. */
function missedOf(
  model: Model,
  track: Track,
  lines: readonly Message[],
  at: number,
): [Model, readonly Display[], Track] {
  const { ask, isBack, gap, since, last, cursor } = track
  if (!isBack || ask?.want === 'after') return [...read(model, lines, at), track]
  const known = lines.findIndex(({ tags }) => tags?.get('msgid') === cursor?.id)
  const [next, all] = read(model, lines.slice(known + 1), at)
  // What was said before we came in was never missed; what has no id is known by its time.
  const isMissed = (display: Display): boolean =>
    gap === 'restarted' ||
    (display.time >= (since ?? 0) &&
      (display.id === undefined ? display.time > (last ?? 0) : !isShown(next, display)))
  return [next, all.filter(isMissed), known === -1 ? track : { ...track, gap: undefined }]
}

/** What a page tells, and the model that has our own among it confirmed. */
function read(model: Model, lines: readonly Message[], at: number): [Model, Display[]] {
  const past: Display[] = []
  let next = model
  for (const line of lines) {
    const [after, display] = pastText(next, line, at)
    next = after
    if (display !== undefined) past.push(display)
  }
  return [next, past]
}

const missedIn = (displays: readonly Display[]): number =>
  displays.filter(({ via, self }) => via === 'history' && !self).length

/** From here on what is heard is shown as it comes: after the gap, if there is one, and what was held back. */
function finished(model: Model, track: Track, rest: readonly Display[], at: number): Step {
  const { name, gap, isBack, entry, passed } = track
  const isWhole = gap === undefined && track.isHoled !== true
  const live: Track = {
    ...awayTrack(name, at),
    phase: 'live',
    cursor: gap === 'restarted' ? (entry ?? track.cursor) : track.cursor,
    since: track.since,
    last: track.last,
  }
  const before = gap === undefined ? [] : [show(gapBefore(track, gap, rest, at))]
  const text = backText(track.missed + missedIn(rest), isWhole)
  const after = isBack ? [show({ ...status(at, 'back', text), channel: name })] : []
  const told = andThen(step(withTrack(model, live), ...before), (next) => shown(next, rest))
  const moved = andThen(told, (next) => step(passed === undefined ? next : withCursor(next, name, passed)))
  return andThen(
    andThen(moved, (next) => step(next, ...after)),
    (next) => settled(next, name, isBack && isWhole, at),
  )
}

/** History that a server plays by itself. */
function played(model: Model, { lines }: Batch, at: number): Step {
  const [next, past] = read(model, lines, at)
  return shown(next, past)
}
