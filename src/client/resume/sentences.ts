import type { Display, GapReason, Track } from '../model.ts'

/** The line for what cannot be shown of a channel, and between which times that was, as far as it is known. */
export function gapBefore(
  { name, last, since }: Track,
  gap: GapReason,
  follows: readonly Display[],
  at: number,
): Display {
  const from = last ?? since
  const to = follows.find(({ type }) => type === 'message')?.time
  return {
    type: 'gap',
    time: at,
    channel: name,
    code: gap,
    text: reasons[gap],
    self: false,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

const reasons: Readonly<Record<GapReason, string>> = {
  restarted: 'the room was started anew',
  forgotten: 'the room does not remember that far back',
  unanswered: 'the room did not say what was missed',
  unsupported: 'this server does not say what was missed',
}

/** What is said when all that was missed is shown. */
export function backText(missed: number, isWhole: boolean): string {
  const messages = missed === 1 ? '1 message' : `${missed} messages`
  if (missed > 0) return `back; ${messages} came meanwhile`
  return isWhole ? 'back; nothing was missed' : 'back'
}
