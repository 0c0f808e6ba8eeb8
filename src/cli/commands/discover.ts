import { nameOf } from '../../client/dial.ts'
import { plainText, safeJson } from '../../client/safe-text.ts'
import type { FoundRoom } from '../../client/seek.ts'
import { discoveryPort } from '../../protocol/ports.ts'
import { howToTrust, noneFound, warnings } from '../enter/choose.ts'
import { findRooms } from '../enter/find.ts'
import { ourPlaces } from '../arguments/places.ts'
import { plainOutput } from '../face/output.ts'
import { parseDuration } from '../arguments/parse.ts'
import { untilSignal } from '../signals.ts'
import { table } from '../face/width.ts'

export interface DiscoverArguments {
  readonly stateDir?: string | undefined
  readonly timeout: string
  readonly json?: boolean | undefined
}

/** Lists the rooms on the networks of this host. @throws {Exit} noneFound */
export async function discover(argv: DiscoverArguments): Promise<void> {
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
