import type { Message } from '../../protocol/message.ts'
import { isoTime } from '../../protocol/time.ts'
import { type Ask, type Model, type Track } from '../model.ts'
import { type Step, step } from '../step.ts'
import { withTrack } from './tracks.ts'

/** How many messages one question asks for, unless the daemon gives fewer. */
const pageLines = 100

/** Whether this server can say what was missed. */
export function canAsk({ caps }: Model): boolean {
  return caps.has('draft/chathistory') && caps.has('batch')
}

/** Asks for the next page, or for the latest messages. */
export function asked(
  model: Model,
  track: Track,
  { want, pages = -1 }: Pick<Ask, 'want'> & Partial<Ask>,
  at: number,
): Step {
  const sent = model.sent + 1
  const label = `h${sent}`
  const asking: Track = {
    ...track,
    phase: 'asking',
    at,
    ask: { label, want, pages: pages + 1 },
  }
  const most = Math.min(pageLines, Number(model.isupport.get('CHATHISTORY')) || pageLines)
  const limit = Math.min(most, track.isBack ? most : (model.wish.history ?? 0))
  const verb = want === 'latest' ? 'LATEST' : 'AFTER'
  const message: Message = {
    tags: model.caps.has('labeled-response') ? new Map([['label', label]]) : undefined,
    command: 'CHATHISTORY',
    params: [verb, track.name, pointOf(track, want), String(limit)],
  }
  return step({ ...withTrack(model, asking), sent }, { do: 'send', message })
}

function pointOf({ cursor, last, since, gap }: Track, want: Ask['want']): string {
  if (want === 'latest') return '*'
  if (want === 'after') return `msgid=${cursor?.id}`
  // All that a new life remembers is new to us, whatever its clock says.
  const from = gap === 'restarted' ? 0 : (last ?? since ?? 0)
  // What was said in the same millisecond as the last line that we know would be left out.
  return `timestamp=${isoTime(Math.max(0, from - 1))}`
}
