import { expect } from 'vitest'
import { isLike, missing, writtenAs } from './lines.ts'
import { type Room, errorsIn, openRoom, received } from './room.ts'
import { type Terminal, Tmux } from '../tmux.ts'
import { until } from './until.ts'

/** What a person sees of a client, without what only decorates it. */
interface Seen {
  /** The conversation: all of it since the page was turned. */
  readonly lines: readonly string[]
  /** The members beside it, where the client has such a list. */
  readonly names?: readonly string[]
  /** The topic above it, where the client has such a bar. */
  readonly topic?: string
}

/** A client as a person has it before them. */
export interface Client {
  readonly terminal: Terminal
  /** What is seen of it now. */
  look(): Seen
  /** From here on only what comes is seen, not what came. */
  turnPage(): Promise<void>
  /** It shows lines as they come, so that errors stand among them. */
  readonly isRaw?: true
  /** Goes to the window of a channel, of a nick, or of the `server`. */
  goTo(window: string): Promise<void>
}

/**
 * A row of a client's table: one thing that happens, and what it comes to. In the expected lines `…` stands for
 * anything. `lines`, `names` and `topic` are all that is seen; the others are among what is seen, heard or received.
 */
export interface Row extends Partial<Seen> {
  readonly event: string
  /** The window to look at, from this row on. */
  readonly at?: string
  /** What the window showed before is seen, too. */
  readonly looksBack?: true
  /** What alice types, when the room has what the others said; her client may have that later. */
  readonly types?: string | readonly string[]
  /** What bob sends. */
  readonly says?: string
  /** What eve sends, who registers when she has something to send for the first time. */
  readonly eve?: string
  /** The daemon is stopped. */
  readonly stops?: true
  /** What is seen among other lines. */
  readonly among?: readonly string[]
  /**
   * Texts that were said in an earlier second: each is seen behind the time of its `time` tag, hours to seconds. Before
   * anything happens that second has passed.
   */
  readonly dated?: readonly string[]
  /** What bob receives, or eve where she spoke. */
  readonly hears?: readonly string[]
  /** What the client receives, where it shows nothing that a test could read. */
  readonly gets?: readonly string[]
  /** Every numeric from 400 to 699 that the client is answered, without source and nick; none where there is nothing here. */
  readonly errors?: readonly string[]
}

/** A client of alice's in a terminal, and the room that it is put into. */
export interface Stage {
  readonly room: Room
  /** Lets a row happen; throws where something else comes of it than the row says. */
  check(row: Row): Promise<void>
  close(): Promise<void>
}

/** How long a row may take once another one went wrong: there is little hope, and many rows. */
const lostPatienceMs = 500

/** Opens a client, not connected yet, whose server is at this port. */
export type OpenClient = (port: number, tmux: Tmux, room: Room) => Promise<Client>

export async function openStage(openClient: OpenClient): Promise<Stage> {
  const room = await openRoom()
  const tmux = new Tmux()
  const close = async (): Promise<void> => {
    tmux.close()
    await room.close()
  }
  const client = await openClient(room.tap.port, tmux, room).catch(async (error: unknown) => {
    await close()
    throw error
  })
  let forMs: number | undefined
  return {
    room,
    check: async (row) => {
      try {
        await check(row, room, client, forMs)
      } catch (error) {
        forMs = lostPatienceMs
        throw error
      }
    },
    close,
  }
}

async function check(row: Row, room: Room, client: Client, forMs?: number): Promise<void> {
  const { daemon, bob, tap } = room
  if (row.at !== undefined) await client.goTo(row.at)
  if (row.looksBack !== true) await client.turnPage()
  if (row.dated !== undefined) await aSecond()
  const tappedFrom = tap.lines.length
  const eve = row.eve === undefined ? undefined : await room.eve()
  const listener = eve ?? bob
  const heardFrom = listener.lines.length
  if (row.eve !== undefined) eve?.send(row.eve)
  if (row.says !== undefined) bob.send(row.says)
  if (row.types !== undefined) {
    // They spoke first.
    if (row.says !== undefined) await bob.sync()
    await eve?.sync()
  }
  for (const line of typeof row.types === 'string' ? [row.types] : (row.types ?? [])) {
    client.terminal.enter(line)
  }
  if (row.stops === true) {
    // Who keeps half a connection open is waited for.
    await room.empty()
    daemon.child.kill('SIGTERM')
    await daemon.ended
  }

  const come = async () => {
    const seen = client.look()
    return {
      lines: row.lines && writtenAs(row.lines, seen.lines),
      names: row.names && seen.names,
      topic: row.topic && seen.topic,
      notSeen: missing(row.among ?? [], seen.lines),
      notDated: (row.dated ?? []).filter((text) => !isDated(text, tap.lines, seen.lines)),
      notHeard: missing(row.hears ?? [], listener.lines.slice(heardFrom)),
      notReceived: missing(row.gets ?? [], received(tap.lines.slice(tappedFrom))),
      errors: client.isRaw === true ? [] : writtenAs(row.errors ?? [], errorsIn(tap.lines.slice(tappedFrom))),
    }
  }
  const { lines, names, topic, errors = [] } = row
  const hoped = { lines, names, topic, notSeen: [], notDated: [], notHeard: [], notReceived: [], errors }
  const came = await until(come, (came) => JSON.stringify(came) === JSON.stringify(hoped), forMs)
  expect(came, `On the wire:\n${tap.lines.slice(tappedFrom).join('\n')}\n`).toEqual(hoped)
}

/** What was said before this was said in an earlier second than what is said after it. */
async function aSecond(): Promise<void> {
  const second = () => Math.floor(Date.now() / 1000)
  const now = second()
  await until(second, (later) => later > now)
}

/** Whether a text is seen behind the time that it was last received with. */
function isDated(text: string, tapped: readonly string[], seen: readonly string[]): boolean {
  const line = tapped.findLast((line) => line.endsWith(`:${text}`)) ?? ''
  const [, time = 'never'] = /[@;]time=[^T]+T([\d:]+)\./.exec(line) ?? []
  return seen.some((row) => isLike(`${time}…${text}`, row))
}
