import { nameOf } from '../../client/dial.ts'
import { plainText, safeJson } from '../../client/safe-text.ts'
import type { FoundRoom } from '../../client/seek.ts'
import { discoveryPort } from '../../protocol/ports.ts'
import { howToTrust, noneFound, warnings } from '../enter/choose.ts'
import { findRooms } from '../enter/find.ts'
import { watchRooms } from '../enter/watch.ts'
import { ourPlaces } from '../arguments/places.ts'
import { openLiveTable } from '../face/live-table.ts'
import { plainOutput } from '../face/output.ts'
import { parseDuration } from '../arguments/parse.ts'
import { untilSignal } from '../signals.ts'
import { table } from '../face/width.ts'

export interface DiscoverArguments {
  readonly stateDir?: string | undefined
  readonly timeout: string
  readonly json?: boolean | undefined
  readonly watch?: boolean | undefined
}

/** Lists the rooms on the networks of this host, once or for as long as nobody ends it. @throws {Exit} noneFound */
export async function discover(argv: DiscoverArguments): Promise<void> {
  if (argv.watch === true) return await watch(argv)
  const timeoutMs = parseDuration(argv.timeout, '--timeout')
  const { stateDir } = ourPlaces(argv)
  const look = await untilSignal((signal) =>
    findRooms({ timeoutMs, settle: 'all', sweep: true, stateDir, signal }),
  )
  if (look.rooms.length === 0) throw noneFound(look, timeoutMs, discoveryPort(process.env))
  const form = argv.json === true ? 'json' : process.stdout.isTTY ? 'table' : 'tabs'
  for (const line of listing(look.rooms, form)) plainOutput.say(line)
  for (const line of [...warnings(look.rooms), ...howToTrust(look.rooms)]) plainOutput.note(line)
  for (const { interface: name, code } of look.problems) plainOutput.note(`could not ask on ${name}: ${code}`)
}

/** A table that is drawn anew on a terminal; elsewhere a line, or an object, for each room that came, changed or went. */
async function watch(argv: DiscoverArguments): Promise<void> {
  const { stateDir } = ourPlaces(argv)
  const isTable = process.stdout.isTTY && argv.json !== true
  const live = openLiveTable(
    (text) => void process.stdout.write(text),
    () => process.stdout.columns,
  )
  let before: readonly FoundRoom[] = []
  const changed = (rooms: readonly FoundRoom[]): void => {
    if (isTable) live.draw(rooms.length === 0 ? ['no room yet...'] : listing(rooms, 'table'))
    else for (const line of changes(before, rooms, argv.json === true)) plainOutput.say(line)
    before = rooms
  }
  await untilSignal(async (signal) => {
    await watchRooms({ stateDir, signal, changed })
    signal.throwIfAborted()
  })
}

/** What has become other: `+` a room that came, `~` one that changed, `-` one that went. */
export function changes(before: readonly FoundRoom[], now: readonly FoundRoom[], json: boolean): string[] {
  const textOf = new Map(before.map((room) => [room.id, JSON.stringify(room)]))
  const ids = new Set(now.map(({ id }) => id))
  const rows: (readonly [string, string, FoundRoom])[] = []
  for (const room of before) if (!ids.has(room.id)) rows.push(['-', 'gone', room])
  for (const room of now) {
    const text = textOf.get(room.id)
    if (text === undefined) rows.push(['+', 'found', room])
    else if (text !== JSON.stringify(room)) rows.push(['~', 'changed', room])
  }
  return rows.map(([sign, type, room]) =>
    json ? safeJson({ type, ...room }) : `${sign}\t${listing([room], 'tabs')[0] ?? ''}`,
  )
}

/** The rooms as lines: objects, a table with a header, or columns separated by tabs. */
export function listing(rooms: readonly FoundRoom[], form: 'json' | 'table' | 'tabs'): string[] {
  if (form === 'json') return rooms.map((room) => safeJson(room))
  const rows = rooms.map((room) => [
    plainText(room.room),
    nameOf(room),
    plainText(room.version),
    `${Math.round(room.rttMs)} ms`,
    { new: 'new', same: 'known', changed: 'CHANGED' }[room.pin],
    room.id,
  ])
  if (form === 'tabs') return rows.map((row) => row.join('\t'))
  return table([['ROOM', 'ADDRESS', 'VERSION', 'ANSWERED IN', 'PIN', 'IDENTITY'], ...rows])
}
