import { expect } from 'vitest'
import { missing, writtenAs } from './lines.ts'
import { type Room, errorsIn, openRoom, received } from './room.ts'
import { type Terminal, closeTerminals } from './tmux.ts'
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
  look(screen: readonly string[]): Seen
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
  /** What alice types. */
  readonly types?: string | readonly string[]
  /** What bob sends. */
  readonly says?: string
  /** What eve sends, who registers when she has something to send for the first time. */
  readonly eve?: string
  /** The daemon is stopped. */
  readonly stops?: true
  /** What is seen among other lines. */
  readonly among?: readonly string[]
  /** What bob receives. */
  readonly hears?: readonly string[]
  /** What the client receives, where it shows nothing that a test could read. */
  readonly gets?: readonly string[]
  /** Every numeric from 400 on that the client is answered, without source and nick; none where there is nothing here. */
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

export async function openStage(openClient: (port: number) => Promise<Client>): Promise<Stage> {
  const room = await openRoom()
  const close = async (): Promise<void> => {
    closeTerminals()
    await room.close()
  }
  const client = await openClient(room.tap.port).catch(async (error: unknown) => {
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
  await client.turnPage()
  const [heardFrom, tappedFrom] = [bob.lines.length, tap.lines.length]
  for (const line of typeof row.types === 'string' ? [row.types] : (row.types ?? [])) {
    await client.terminal.type(line)
  }
  if (row.says !== undefined) bob.send(row.says)
  if (row.eve !== undefined) (await room.eve()).send(row.eve)
  if (row.stops === true) {
    bob.close()
    daemon.child.kill('SIGTERM')
    await daemon.ended
  }

  const come = async () => {
    const seen = client.look(await client.terminal.screen())
    return {
      lines: row.lines && writtenAs(row.lines, seen.lines),
      names: row.names && seen.names,
      topic: row.topic && seen.topic,
      notSeen: missing(row.among ?? [], seen.lines),
      notHeard: missing(row.hears ?? [], bob.lines.slice(heardFrom)),
      notReceived: missing(row.gets ?? [], received(tap.lines.slice(tappedFrom))),
      errors: client.isRaw === true ? [] : errorsIn(tap.lines.slice(tappedFrom)),
    }
  }
  const { lines, names, topic, errors = [] } = row
  const hoped = { lines, names, topic, notSeen: [], notHeard: [], notReceived: [], errors }
  const came = await until(come, (came) => JSON.stringify(came) === JSON.stringify(hoped), forMs)
  expect(came, `On the wire:\n${tap.lines.slice(tappedFrom).join('\n')}\n`).toEqual(hoped)
}
