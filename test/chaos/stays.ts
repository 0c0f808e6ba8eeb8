import type { Log } from './events.ts'
import { placeOf } from './place.ts'

/** A client's time in a channel in one life: from its first JOIN, over all that cut it off, until it goes. */
export interface Stay {
  readonly life: string
  /** Seq of the first JOIN. */
  readonly from: number
  /** Seq of the last JOIN so far. */
  joined: number
  /** It went, or another life began. */
  isOver: boolean
  /** Seq of its own going, where it heard of it. */
  until?: number
  /** Seq of the JOIN after which it settled last. */
  settledJoin?: number
  /** Seq of the last JOIN, where it went before it could be given all that it had missed. */
  cutShort?: number
  /** Everything that the room had at this time is due. */
  settledSince: number
  /** Seqs, of this life. */
  readonly shown: number[]
  readonly gaps: Gap[]
  /** It stayed until the life before this one ended, and has not told its person so. */
  owesGap: boolean
  /** It went on as if nothing had been. */
  isSilent: boolean
}

export interface Gap {
  readonly at: number
  /** Seq of what was shown before, or of the JOIN where nothing was. */
  readonly after: number
  /** Seq of what was shown next. */
  before?: number
  /** Seq of the last JOIN: what came later came live. */
  readonly joined: number
  /** It had to be, since a life had ended. */
  readonly wasOwed: boolean
  /** When its client last settled: what the room had then was due before. */
  readonly settledSince: number
}

export interface History {
  readonly stays: readonly Stay[]
  /** When gap lines were shown where there was no stay that they could be about. */
  readonly strays: readonly number[]
}

/** How one client was in one channel. */
export function historyOf({ events }: Log, channel: string): History {
  const stays: Stay[] = []
  const strays: number[] = []
  let life = ''
  /** It said that a life ended, and has not come in since. */
  let saidSo = false
  for (const event of events) {
    const stay = stays.at(-1)?.isOver === false ? stays.at(-1) : undefined
    if (event.kind === 'connected') life = event.life
    if (event.kind === 'settled' && stay?.life === life) {
      goOn(stay)
      stay.settledSince = Math.max(event.since, stay.settledSince)
      stay.settledJoin = stay.joined
    }
    if (!('channel' in event) || event.channel !== channel) continue
    if (event.kind === 'gap') {
      if (stay === undefined) strays.push(event.at)
      else if (stay.life === life) tell(stay, event.at)
      else saidSo = true
    }
    if (event.kind === 'joined') {
      const { life: joinedLife, seq } = placeOf(event.msgid)
      if (stay?.life === joinedLife) stay.joined = seq
      else {
        if (stay !== undefined) stay.isOver = true
        stays.push(stayOf(joinedLife, seq, stay !== undefined && !saidSo))
      }
      saidSo = false
    }
    if (event.kind === 'left' && stay !== undefined) {
      stay.isOver = true
      if (stay.settledJoin !== stay.joined) stay.cutShort = stay.joined
      if (event.msgid !== undefined) stay.until = placeOf(event.msgid).seq
    }
    if (event.kind === 'shown' && stay !== undefined) show(stay, event.msgid)
  }
  return { stays, strays }
}

function stayOf(life: string, seq: number, owesGap: boolean): Stay {
  return {
    life,
    from: seq,
    joined: seq,
    isOver: false,
    settledSince: Number.NEGATIVE_INFINITY,
    shown: [],
    gaps: [],
    owesGap,
    isSilent: false,
  }
}

/** A first gap line in a new life is about the end of the life before, and about all since. */
function tell(stay: Stay, at: number): void {
  const { shown, from, joined, owesGap: wasOwed, settledSince } = stay
  stay.gaps.push({ at, after: shown.at(-1) ?? from, joined, wasOwed, settledSince })
  stay.owesGap = false
}

function show(stay: Stay, msgid: string): void {
  const { life, seq } = placeOf(msgid)
  if (life !== stay.life) return
  goOn(stay)
  stay.shown.push(seq)
  for (const gap of stay.gaps) gap.before ??= seq
}

function goOn(stay: Stay): void {
  if (stay.owesGap) stay.isSilent = true
  stay.owesGap = false
}
