import type { Model } from '../model.ts'
import { doubted } from './doubt.ts'
import { interrupted } from './tracks.ts'

/** What of an earlier connection is true of the next one: who we are, what we were shown, and what we want to say. */
export function carried(
  earlier: Model,
  at: number,
): Pick<
  Model,
  | 'wish'
  | 'nick'
  | 'ownNicks'
  | 'lostNick'
  | 'welcomed'
  | 'lastBounds'
  | 'pending'
  | 'sent'
  | 'tracks'
  | 'recent'
  | 'keys'
> {
  const { wish, ownNicks, welcomed, lastBounds, sent, recent, keys } = earlier
  const nick = earlier.lostNick ?? earlier.nick
  return {
    wish: { ...wish, nick },
    nick,
    ownNicks,
    lostNick: nick,
    welcomed,
    lastBounds,
    pending: doubted(earlier.pending),
    sent,
    tracks: interrupted(earlier.tracks, at),
    recent,
    keys,
  }
}
