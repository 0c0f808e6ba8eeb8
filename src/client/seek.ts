import { decode } from '../protocol/datagram.ts'
import type { Signed } from '../protocol/datagram.ts'
import type { Bye } from '../protocol/datagram/here.ts'
import { encodeQuery } from '../protocol/datagram/query.ts'
import { isWanted } from '../protocol/datagram/room-name.ts'
import type { Clock } from '../protocol/clock.ts'
import type { Hub, Rung, Source } from '../protocol/hub.ts'
import { openFarewells } from './farewells.ts'
import { knownIdOf, pinOf } from './known.ts'
import type { KnownRooms, Pin } from './known.ts'
import { type Step, ladder, later } from './ladder.ts'
import { openRooms } from './rooms.ts'
import type { Row } from './rooms.ts'

/** A room that answered a look, with everything needed to join it. */
export interface FoundRoom {
  /** The room's identity: 26 characters, the same for as long as the room keeps its key. */
  readonly id: string
  /** Its name, safe to show. */
  readonly room: string
  /** The address to join by; the first of `addresses`. */
  readonly host: string
  /** The TCP port. */
  readonly port: number
  readonly addresses: readonly string[]
  readonly tls: boolean
  readonly ws: boolean
  /** SHA-256 of its TLS certificate, base64url, where it announced one. */
  readonly fingerprint?: string
  readonly version: string
  /** How long this may be believed without hearing of the room again. */
  readonly ttlSeconds: number
  /** From the last query sent to its first answer. */
  readonly rttMs: number
  /** `changed`: this name was joined before under another identity. MUST NOT be joined without asking a person. */
  readonly pin: Pin
  /** Where `pin` is `changed`: the identity that was joined before under this name. */
  readonly knownId?: string
}

export interface SeekInput {
  readonly hub: Hub
  readonly clock: Clock
  /** 16 fresh random bytes, base64url. Who cannot hear the query cannot answer it. */
  readonly nonce: string
  /** One more, for a question that is asked once. */
  readonly newNonce: () => string
  readonly timeoutMs: number
  /** A room's name (case does not matter) or its id, or the first 8 or more characters of it. */
  readonly want?: string
  /** Only the room on this TCP port; its first answer ends the look. */
  readonly tcpPort?: number
  /**
   * `first`: 120 ms after the first answer; at once where it is the room that was asked for, or the only one that is
   * known. `all`: the full time.
   */
  readonly settle: 'first' | 'all'
  readonly known: KnownRooms
  /** What is asked when, by the time; by default `ladder`. */
  readonly steps?: readonly Step[]
  /** How often everybody is asked after the last step; by default every 10 s. */
  readonly everyMs?: number
  /** Told of the rooms, while the look lasts, whenever they are not what they were; first with none. */
  readonly changed?: (rooms: readonly FoundRoom[]) => void
  /** Whether the id is that of the key, and the signature the key's. */
  isGenuine(speaker: Bye, proof: Signed): boolean
  /** Ends the look early with what was found until then. */
  readonly signal?: AbortSignal
}

/** Somebody else may be a little slower to answer: a choice of one must be one. */
const settleMs = 120
/** Those heard this lately need not answer the next query of a step; all others tell that they are still there. */
const freshMs = 9_000
/** Who watches loses an address that a room does not answer at any more: after one answer that was lost, and not at once. */
const missedTimes = 2.5
/** 164 us each: what a flood of forged answers may cost. */
const mostVerifiesPerSecond = 200

/** Asks who is there and gathers the answers. Never rejects. */
export function seek(input: SeekInput): Promise<readonly FoundRoom[]> {
  const { hub, clock, nonce, want } = input
  const wayMs = input.everyMs === undefined ? undefined : input.everyMs * missedTimes
  const rooms = openRooms((here) => pinOf(input.known, here), wayMs)
  const startedAt = clock.now()
  let askedAt = startedAt
  let freshBefore: readonly string[] = []
  let window = { at: startedAt, verified: 0 }

  return new Promise((resolve) => {
    const ahead = [...(input.steps ?? ladder)]
    const cancels = {
      end: clock.after(input.timeoutMs, finish),
      ask: (): void => undefined,
      settle: (): void => undefined,
    }
    const farewells = openFarewells({ clock, newNonce: input.newNonce, gone })
    let settling = false
    let told: string | undefined
    input.signal?.addEventListener('abort', finish, { once: true })
    hub.listen(heard)
    ask()
    if (input.signal?.aborted === true) finish()

    /** Takes the steps whose time has come, and waits for the next one. */
    function ask(): void {
      const at = clock.now() - startedAt
      for (const step of ahead.splice(0, ahead.filter(({ atMs }) => atMs <= at).length))
        if (step.when === 'always' || !isAnswered()) send(step.rungs)
      cancels.ask = ahead[0] === undefined ? askLater() : clock.after(ahead[0].atMs - at, ask)
    }

    function askLater(): () => void {
      return clock.after(input.everyMs ?? later.everyMs, () => {
        send(later.rungs, [])
        cancels.ask = askLater()
      })
    }

    /** By somebody who is not to be asked about first. */
    function isAnswered(): boolean {
      return rooms.list(clock.now()).some(({ pin }) => pin !== 'changed')
    }

    /** Also where nothing was heard: a room may be too old. */
    function tell(): void {
      if (input.changed === undefined) return
      const found = foundRooms()
      const text = JSON.stringify(found)
      if (text === told) return
      told = text
      input.changed(found)
    }

    function foundRooms(isFound: (row: Row) => boolean = () => true): readonly FoundRoom[] {
      return rooms
        .list(clock.now())
        .filter(isFound)
        .map((row) => foundRoom(row, input.known))
    }

    /** Who need not answer. Asked once more after it was heard: on another network, the query or its answer may be lost. */
    function knownLately(): readonly string[] {
      const at = clock.now()
      const fresh = rooms
        .list(at)
        .filter(({ heardAt }) => at - heardAt < freshMs)
        .map(({ here }) => here.id.slice(0, 8))
      const known = fresh.filter((id) => freshBefore.includes(id))
      freshBefore = fresh
      return known
    }

    function send(rungs: readonly Rung[], known = knownLately()): void {
      tell()
      askedAt = clock.now()
      const query = queryFor(known)
      for (const rung of rungs) hub.ask(rung, query)
    }

    function queryFor(known: readonly string[], own = nonce): Uint8Array {
      return encodeQuery({ nonce: own, known, ...(want === undefined ? {} : { want }) })
    }

    function heard(bytes: Uint8Array, source: Source): void {
      take(bytes, source)
      tell()
    }

    function take(bytes: Uint8Array, source: Source): void {
      const decoded = decode(bytes)
      if (!decoded.ok || decoded.datagram.type === 'query') return
      const said = decoded.datagram
      if (said.type === 'bye') {
        if (rooms.isNews(said.bye) && isGenuine(said.bye, said)) leave(said.bye)
      } else if (said.here.nonce === undefined) {
        if (rooms.isNews(said.here) && isGenuine(said.here, said)) rooms.announced(said.here, clock.now())
      } else if (
        [nonce, farewells.nonceOf(said.here.id)].includes(said.here.nonce) &&
        isGenuine(said.here, said)
      ) {
        if (want !== undefined && !isWanted(want, said.here)) return
        if (input.tcpPort !== undefined && input.tcpPort !== said.here.tcpPort) return
        const at = clock.now()
        const isLast = said.here.nonce !== nonce
        const row = rooms.answered(said.here, source, at, Math.max(0, at - askedAt), isLast)
        if (row !== undefined) settle(row)
      }
    }

    /** Whoever has its key may say so, and a room that is still there answers: it is asked alone, where it was. */
    function leave(bye: Bye): void {
      const row = rooms.leaving(bye)
      if (row !== undefined) hub.askAt(row.addresses, queryFor([], farewells.begin(bye.id)))
    }

    function gone(id: string): void {
      rooms.gone(id)
      tell()
    }

    function isGenuine(speaker: Bye, proof: Signed): boolean {
      const at = clock.now()
      if (at - window.at >= 1_000) window = { at, verified: 0 }
      window.verified += 1
      return window.verified <= mostVerifiesPerSecond && input.isGenuine(speaker, proof)
    }

    /** A room under a name of somebody else ends no look: the right one may be about to answer. */
    function settle({ pin }: Row): void {
      if (input.tcpPort !== undefined) return finish()
      if (input.settle === 'all' || pin === 'changed') return
      if (pin === 'same' && (want !== undefined || input.known.size === 1)) finish()
      else if (!settling) {
        settling = true
        cancels.settle = clock.after(settleMs, finish)
      }
    }

    function finish(): void {
      for (const cancel of Object.values(cancels)) cancel()
      farewells.close()
      input.signal?.removeEventListener('abort', finish)
      hub.listen(() => undefined)
      resolve(foundRooms((row) => row.state === 'here'))
    }
  })
}

function foundRoom({ here, addresses, rttMs, pin }: Row, known: KnownRooms): FoundRoom {
  const knownId = pin === 'changed' ? knownIdOf(known, here.room) : undefined
  return {
    id: here.id,
    room: here.room,
    host: addresses[0] ?? '',
    port: here.tcpPort,
    addresses,
    tls: here.tls,
    ws: here.ws,
    ...(here.fingerprint === undefined ? {} : { fingerprint: here.fingerprint }),
    version: here.version,
    ttlSeconds: here.ttlSeconds,
    // More digits would be noise.
    rttMs: Math.round(rttMs * 10) / 10,
    pin,
    ...(knownId === undefined ? {} : { knownId }),
  }
}
