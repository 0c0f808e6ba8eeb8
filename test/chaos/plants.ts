import type { Round, Rule } from './events.ts'
import {
  goesUnsettled,
  hidesSomething,
  isBefore,
  isHeld,
  isLive,
  isOfADeath,
  isSentOnce,
  lifeOf,
  mentions,
} from './covered.ts'
import { all, append, edit, neighbours, swap } from './spots.ts'

/**
 * What can be planted into one log of a round that kept the promise. Where a kind of change would break nothing in
 * some places, these are left out, and it is said why.
 */
export interface Plant {
  readonly does: string
  /** One of these is found. */
  readonly breaks: readonly Rule[]
  /** All ways to plant it. */
  readonly into: (round: Round) => (() => Round)[]
}

export const plants: readonly Plant[] = [
  {
    // Not what nobody else knows; nor at a gap line; nor a backlog's first; nor the last of who did not settle.
    does: 'drops a message',
    breaks: ['L1', 'L2'],
    into: (round) => {
      const known = mentions(round)
      const held = all(round, 'shown').filter((spot) => isHeld(known, spot))
      return held.map((spot) => () => edit(round, spot))
    },
  },
  {
    does: 'swaps two messages',
    breaks: ['O1'],
    into: (round) => neighbours(all(round, 'shown')).map((pair) => () => swap(round, ...pair)),
  },
  {
    does: 'shows a message twice',
    breaks: ['D1'],
    into: (round) => all(round, 'shown').map((spot) => () => edit(round, spot, spot.event, spot.event)),
  },
  {
    does: 'shows a message again at the end',
    breaks: ['D1'],
    into: (round) =>
      all(round, 'shown').map(
        ({ log, event }) =>
          () =>
            append(round, log, event),
      ),
  },
  {
    does: 'shows a message under a second msgid',
    breaks: ['D2'],
    into: (round) =>
      all(round, 'shown').map(
        ({ log, event }) =>
          () =>
            append(round, log, { ...event, msgid: `${event.msgid}zz` }),
      ),
  },
  {
    does: 'gives two messages one msgid',
    breaks: ['I2'],
    into: (round) =>
      neighbours(all(round, 'shown')).map(
        ([one, { event }]) =>
          () =>
            edit(round, one, { ...one.event, msgid: event.msgid }),
      ),
  },
  {
    does: 'changes a text',
    breaks: ['I2'],
    into: (round) =>
      all(round, 'shown').flatMap((spot) =>
        ['', spot.event.text.slice(1), `${spot.event.text} `].map(
          (text) => () => edit(round, spot, { ...spot.event, text }),
        ),
      ),
  },
  {
    does: 'shows what nobody sent',
    breaks: ['I1'],
    into: (round) =>
      all(round, 'shown').map(
        ({ log, event }) =>
          () =>
            append(round, log, { ...event, token: 'ghost', msgid: `${event.msgid}zz` }),
      ),
  },
  {
    does: 'shows a message in another channel',
    breaks: ['I1'],
    into: (round) =>
      all(round, 'shown').map((spot) => () => edit(round, spot, { ...spot.event, channel: '#elsewhere' })),
  },
  {
    does: 'shows a message as from another',
    breaks: ['I1'],
    into: (round) =>
      all(round, 'shown').map((spot) => () => edit(round, spot, { ...spot.event, sender: 'eve' })),
  },
  {
    does: 'shows a message before it was sent',
    breaks: ['I1'],
    into: (round) => all(round, 'shown').map((spot) => () => edit(round, spot, { ...spot.event, at: 0 })),
  },
  {
    does: "has an echo of somebody else's message",
    breaks: ['I1'],
    into: (round) =>
      all(round, 'echoed').flatMap(({ log, event }) =>
        round.logs.filter((other) => other !== log).map((other) => () => append(round, other, event)),
      ),
  },
  {
    // Not the first of a life, if nobody else is told its time.
    does: 'shows a message with an earlier time',
    breaks: ['T1'],
    into: (round) =>
      all(round, 'shown')
        .filter(({ event }, _, every) => every.some((other) => isBefore(other.event, event)))
        .map((spot) => () => edit(round, spot, { ...spot.event, time: -1 })),
  },
  {
    // Not the last of a life, if nobody else is told its time.
    does: 'shows a message with a later time',
    breaks: ['T1'],
    into: (round) =>
      all(round, 'shown')
        .filter(({ event }, _, every) => every.some((other) => isBefore(event, other.event)))
        .map((spot) => () => edit(round, spot, { ...spot.event, time: 1_000_000 })),
  },
  {
    // Not below what was missed, if the room forgets, or its client went: it may have forgotten more meanwhile, or not been asked.
    does: 'says a gap where there is none',
    breaks: ['L3'],
    into: (round) =>
      all(round, 'shown')
        .filter((spot) => isLive(spot) || (round.keeps === 1_000 && !goesUnsettled(spot)))
        .map((spot) => {
          const { at, channel } = spot.event
          return () => edit(round, spot, spot.event, { at: at + 0.5, kind: 'gap', channel })
        }),
  },
  {
    // Not where its client did not go on in the next life, or has another gap line there.
    does: 'does not say that a life ended',
    breaks: ['L2'],
    into: (round) =>
      all(round, 'gap')
        .filter(isOfADeath)
        .map((spot) => () => edit(round, spot)),
  },
  {
    // Not where nobody knows of anything that is missing there.
    does: 'does not say that something was forgotten',
    breaks: ['L1', 'L2'],
    into: (round) =>
      all(round, 'gap')
        .filter((spot) => hidesSomething(round, spot))
        .map((spot) => () => edit(round, spot)),
  },
  {
    // Not what nobody saw; nor what was sent again, which may still have been sent in this order.
    does: 'sends two messages the other way round',
    breaks: ['O2'],
    into: (round) =>
      neighbours(all(round, 'sent').filter(isSentOnce(round))).map((pair) => () => swap(round, ...pair)),
  },
  {
    does: 'has a message confirmed before an earlier one was begun',
    breaks: ['O3'],
    into: (round) => {
      const sends = new Map(
        all(round, 'sent')
          .toReversed()
          .map((sent) => [sent.event.token, sent]),
      )
      return all(round, 'echoed').flatMap((echo) =>
        all(round, 'shown').flatMap(({ event }) => {
          const sent = sends.get(event.token)
          if (sent === undefined || sent.log === echo.log || event.channel !== echo.event.channel) return []
          if (!isBefore(event, echo.event)) return []
          return [() => edit(round, echo, { ...echo.event, at: sent.event.at - 0.5 })]
        }),
      )
    },
  },
  {
    does: 'miscounts the messages',
    breaks: ['M1'],
    into: (round) =>
      Object.keys(round.counted ?? {}).flatMap((life) => {
        const ids = mentions(round).map(({ event }) => event.msgid)
        const known = new Set(ids.filter((msgid) => lifeOf(msgid) === life)).size
        const most = known + all(round, 'sent').length
        return [known - 1, most + 1].map((messages) => () => ({
          ...round,
          counted: { [life]: { messages } },
        }))
      }),
  },
]
