/**
 * What a client writes down in a round of chaos, and nothing of what the daemon believes: the checker is told what
 * people saw. A log is in the order of its client; as a file it is one JSON object a line.
 *
 * `at` is a clock that all logs of a round share and that nobody sets: monotonic ms, as `process.hrtime` gives them to
 * every process of a machine.
 *
 * Who makes an event, of our own client (`recorder.ts` does) and of any other one:
 *
 * | event | `src/client`: its lines and displays | irc-framework, or lines by hand |
 * |---|---|---|
 * | connected | the line 005 with `earshot/BOOT`, at the 376 or 422 that ends the greeting | `server options`, then `motd` |
 * | named | the line 001, and a line NICK of oneself | `registered`, `nick` of oneself |
 * | disconnected | it ends the connection, or hears its end | `socket close` |
 * | joined, left | a line JOIN, PART or KICK about itself: its msgid tag (the display of a join has none) | `join`, `part`, `kick`: `tags.msgid` |
 * | sent | a PRIVMSG before it is written: one event for each | before `say` |
 * | echoed | a message display with a `label` that was sent, or with `self` and a token that was | `privmsg` of oneself |
 * | shown | each message display, our own too, at the moment it is painted | `privmsg` and `notice`, after what joins history to what is live |
 * | gap | the gap line | where the script finds its msgid evicted, or another boot |
 * | settled | a PONG for a PING of the test, when no history is outstanding any more | the same |
 *
 * A token makes a message recognisable wherever it turns up. It is the nonce tag where the client sends one; other
 * clients put it first in the text and read it there. A token is used for one message of a channel and for its resends.
 */
export interface Log {
  readonly client: string
  readonly events: readonly Event[]
}

export type Event = { readonly at: number } & (
  | { readonly kind: 'connected'; /** The boot id. */ readonly life: string }
  | { readonly kind: 'disconnected' }
  /** Is called so from now on. */
  | { readonly kind: 'named'; readonly nick: string }
  /** Came in, again too; `msgid` is its own JOIN's, which says where in the room's order that was. */
  | { readonly kind: 'joined'; readonly channel: string; readonly msgid: string }
  /** Went, or was made to; without `msgid` where it meant to go and did not hear that it had. */
  | { readonly kind: 'left'; readonly channel: string; readonly msgid?: string }
  /** Is about to send it, for the first time or again. */
  | { readonly kind: 'sent'; readonly channel: string; readonly token: string; readonly text: string }
  /** Knows it to be in the room: by its echo, or found among what it missed. */
  | { readonly kind: 'echoed'; readonly channel: string; readonly token: string; readonly msgid: string }
  | Shown
  /** Tells its person that messages may be missing here: between the one shown before and the one shown next. */
  | { readonly kind: 'gap'; readonly channel: string }
  /** Has everything that was in the room at `since`: a question asked then was answered, and nothing is outstanding. */
  | { readonly kind: 'settled'; readonly since: number }
)

/** A message on the screen; screens are append only. `text` is whole, or a hash that all clients make alike. */
export interface Shown {
  readonly kind: 'shown'
  /** Folded, as in all events. */
  readonly channel: string
  readonly msgid: string
  /** The nick it came under. */
  readonly sender: string
  readonly token: string
  readonly text: string
  /** The room's (server-time), ms since 1970; none where the client is not told. */
  readonly time?: number
  /** For who reads the log; judged alike. */
  readonly via: 'live' | 'history'
}

/** One round: everybody who spoke has a log here, since what nobody sent must not be shown. */
export interface Round {
  readonly logs: readonly Log[]
  /** How many messages of a channel the daemon remembers, no other bound being met before. */
  readonly keeps: number
  /** What the daemon counted at its end, by life; not of lives that were killed. */
  readonly counted?: Readonly<Record<string, { readonly messages: number }>>
}

export type Rule = 'O1' | 'O2' | 'O3' | 'L1' | 'L2' | 'L3' | 'D1' | 'D2' | 'I1' | 'I2' | 'T1' | 'M1'

export interface Violation {
  readonly rule: Rule
  /** Whose log shows it; the daemon's, where it is a count. */
  readonly client: string
  /** The msgid; the channel where it is about none. */
  readonly message: string
  /** What is wrong, for a person. */
  readonly says: string
}
