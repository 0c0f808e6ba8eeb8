import { Client } from 'irc-framework'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missing, writtenAs } from './lines.ts'
import { type Room, errorsIn, openRoom } from './room.ts'
import { until } from './until.ts'

/** Events of the library, by name, with what they carry among other things. */
type Event = readonly [name: string, fields: object]

/** A row of the library's table: one thing that happens, and what alice's program is told of it. */
export interface Row {
  readonly event: string
  /** What bob sends. */
  readonly says?: string
  /** What eve sends, who registers when she has something to send for the first time. */
  readonly eve?: string
  /** The daemon is stopped. */
  readonly stops?: true
  /** What alice's program does, after the others have spoken. */
  readonly does?: (alice: Client) => void
  readonly emits: readonly Event[]
  /** What bob receives. */
  readonly hears?: readonly string[]
  /** Every numeric from 400 to 699 that alice is answered, without source and nick. */
  readonly errors?: readonly string[]
}

/** A program with irc-framework and its table: a test for each row, from top to bottom. */
export function playProgram(of: string, rows: readonly Row[], extraCaps: readonly string[] = []): void {
  describe(`irc-framework tells its program of ${of}:`, () => {
    const alice = new Client()
    const events: Event[] = []
    let room: Room

    beforeAll(async () => {
      room = await openRoom()
      alice.use((_client, _raw, parsed) => {
        parsed.use((name, event, _client, next) => {
          // A copy: the library goes on writing into some of what it gives.
          const copy: object = JSON.parse(JSON.stringify(event ?? {}))
          events.push([name, copy])
          next()
        })
      })
      alice.on('socket close', () => events.push(['socket close', {}]))
      alice.requestCap(extraCaps)
      alice.connect({
        host: '127.0.0.1',
        port: room.tap.port,
        nick: 'alice',
        username: 'alice',
        gecos: 'Alice',
        auto_reconnect: false,
        enable_chghost: true,
        enable_echomessage: true,
        enable_setname: true,
      })
    })
    afterAll(async () => {
      alice.removeAllListeners()
      await room?.close()
    })

    let from = 0
    let tappedFrom = 0
    for (const row of rows) {
      it(row.event, async () => {
        const { tap, bob } = room
        const heardFrom = bob.lines.length
        await act(row, room, alice)
        // What comes between is not the row's business.
        const come = () => ({
          notEmitted: notIn(events.slice(from), row.emits),
          notHeard: missing(row.hears ?? [], bob.lines.slice(heardFrom)),
          errors: writtenAs(row.errors ?? [], errorsIn(tap.lines.slice(tappedFrom))),
        })
        const hoped = { notEmitted: [], notHeard: [], errors: row.errors ?? [] }
        const came = await until(come, (came) => JSON.stringify(came) === JSON.stringify(hoped))
        const instead = `Instead: ${JSON.stringify(events.slice(from), undefined, 1)}\n`
        from = events.length
        tappedFrom = tap.lines.length
        expect(came, instead).toEqual(hoped)
      })
    }

    it('no fault of its own', () => {
      expect(room.faults()).toEqual([])
    })
  })
}

async function act({ says, eve, stops, does }: Row, room: Room, alice: Client): Promise<void> {
  const { bob, daemon } = room
  if (says !== undefined) bob.send(says)
  if (eve !== undefined) (await room.eve()).send(eve)
  if (does !== undefined && says !== undefined) await bob.sync()
  does?.(alice)
  if (stops === true) {
    await room.empty()
    daemon.child.kill('SIGTERM')
  }
}

/** Those that are not among the events, when both are gone through in order. */
function notIn(events: readonly Event[], wanted: readonly Event[]): Event[] {
  let from = 0
  return wanted.filter(([name, fields]) => {
    const like = Array.isArray(fields) ? fields : expect.objectContaining(fields)
    const at = events.findIndex((event, at) => at >= from && matches(event, [name, like]))
    if (at !== -1) from = at + 1
    return at === -1
  })
}

function matches(event: Event, like: unknown): boolean {
  try {
    expect(event).toEqual(like)
    return true
  } catch {
    return false
  }
}
