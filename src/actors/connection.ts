import { assertEvent, setup } from 'xstate'
import type { Input } from '../protocol/lines.ts'
import type { Link } from '../protocol/link.ts'
import { fromWire } from '../protocol/wire.ts'
import { type Peer, isComplete } from '../room/peer.ts'
import { drain } from './drain.ts'
import type { Inbox } from './inbox.ts'
import type { RoomPort } from './port.ts'
import { knowsPassword } from './room-password.ts'

/** What a connection is made of. The parts change in place: a new context a line would cost more than the line. */
export interface ConnectionContext {
  readonly peer: Peer
  readonly inbox: Inbox
  readonly link: Pick<Link, 'pause' | 'resume'>
  readonly port: RoomPort
  /** Kinds of bad input that were logged already. */
  readonly faults: Set<string>
  /** When it gave credentials that were wrong, by the steady clock: those of the last minute. */
  readonly wrongTriesMs: number[]
}

export type ConnectionEvent =
  /** One read of the link. */
  | { readonly type: 'input'; readonly inputs: Input[] }
  /** The inbox waited for own entries, or for work outside of the room, and that is done. */
  | { readonly type: 'caughtUp' }
  /** The inbox waited for tokens, or for the link to take what it was sent, and may go on. */
  | { readonly type: 'woken' }
  /** The room's answer to the claim of a nick. */
  | { readonly type: 'admitted'; readonly nick: string }
  | { readonly type: 'denied' }
  /** The link has ended. */
  | { readonly type: 'closed'; readonly reason: string }
  /** A deadline has passed, or room had to be made. */
  | { readonly type: 'expired'; readonly reason: string }

export type ConnectionInput = Omit<ConnectionContext, 'faults' | 'wrongTriesMs'>

/**
 * One peer. The state is the permission: `connecting` may register, `named` waits for the room's word on its nick,
 * `active` is a member, `left` is over. Its end is always `left`; hanging up is the room's part, since a connection
 * that throws runs no action any more.
 */
export const connectionMachine = setup({
  types: {
    context: {} as ConnectionContext,
    events: {} as ConnectionEvent,
    input: {} as ConnectionInput,
    output: {} as { reason: string },
  },
  actions: {
    take: ({ context, event }) => {
      assertEvent(event, 'input')
      context.inbox.push(event.inputs, context.port.steadyMs())
    },
    register: ({ context }) => drain(context, false),
    talk: ({ context }) => drain(context, true),
    /** Reading goes on when all that was read is taken. */
    paceReading: ({ context: { inbox, link } }) => (inbox.isEmpty ? link.resume() : link.pause()),
    claim: ({ context }) => {
      const { peer, inbox, port } = context
      const { id: by, nick = '', user = '', host, address, realname, tls, account, away } = peer
      port.note('conn.named', { nick: fromWire(nick) })
      if (!knowsPassword(context)) {
        peer.farewell = 'Password incorrect'
        return
      }
      inbox.inFlight++
      const strangers = port.around(undefined).strangers() - 1
      const asked = { nick, user, host, address, realname, tls, account, away, strangers }
      port.append([{ type: 'register', by, atMs: port.nowMs(), ...asked }])
    },
    forgetNick: ({ context: { peer } }) => {
      peer.nick = undefined
    },
    noteActive: ({ context: { peer, port }, event }) => {
      assertEvent(event, 'admitted')
      peer.password = undefined
      port.note('conn.active', { nick: event.nick })
    },
    setFarewell: ({ context: { peer }, event }) => {
      assertEvent(event, ['closed', 'expired'])
      peer.farewell = event.reason
    },
  },
  guards: {
    isLeaving: ({ context }) => context.peer.farewell !== undefined,
    isComplete: ({ context }) => isComplete(context.peer),
  },
}).createMachine({
  id: 'connection',
  context: ({ input }) => ({ ...input, faults: new Set(), wrongTriesMs: [] }),
  initial: 'connecting',
  on: {
    closed: { target: '.left', actions: 'setFarewell' },
    expired: { target: '.left', actions: 'setFarewell' },
  },
  states: {
    connecting: {
      // Entered again after a lost race, with whatever came in meanwhile.
      entry: ['register', 'paceReading'],
      on: {
        input: { actions: ['take', 'register', 'paceReading'] },
        caughtUp: { actions: ['register', 'paceReading'] },
        woken: { actions: ['register', 'paceReading'] },
      },
      always: [
        { guard: 'isLeaving', target: 'left' },
        { guard: 'isComplete', target: 'named' },
      ],
    },
    named: {
      entry: 'claim',
      on: {
        input: { actions: ['take', 'paceReading'] },
        admitted: { target: 'active', actions: 'noteActive' },
        denied: { target: 'connecting', actions: 'forgetNick' },
      },
      always: { guard: 'isLeaving', target: 'left' },
    },
    active: {
      entry: ['talk', 'paceReading'],
      on: {
        input: { actions: ['take', 'talk', 'paceReading'] },
        caughtUp: { actions: ['talk', 'paceReading'] },
        woken: { actions: ['talk', 'paceReading'] },
      },
      always: { guard: 'isLeaving', target: 'left' },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => ({ reason: context.peer.farewell ?? 'Connection closed' }),
})
