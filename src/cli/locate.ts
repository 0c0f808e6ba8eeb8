import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { plainText } from '../client/safe-text.ts'
import type { FoundRoom } from '../client/seek.ts'
import { discoveryPort } from '../protocol/ports.ts'
import { confirm, pick } from './ask.ts'
import { startInBackground } from './background.ts'
import { type Choice, choose, noneFound, warnings, whichOne } from './choose.ts'
import { Exit } from './exit.ts'
import { type FindRoomsResult, findRooms } from './find.ts'
import { type RoomOptions, defaults } from './options.ts'
import { canAsk, plainOutput } from './output.ts'

/** Where to go: an address, and the room that answered from there where one was looked for. */
export interface Place {
  readonly host: string
  readonly port: number
  readonly found?: FoundRoom
}

/** Answers to a look come within the time; a person waiting longer than this is told what we do, ms. */
const silentMs = 300

/**
 * The room to join: the one of `--host`, or the one that answers on the network. Where it is not clear, asks on a
 * terminal and ends with what to do otherwise.
 * @throws {Exit} noneFound, usage (several), authRefused (not the room that we know)
 */
export async function locate(options: RoomOptions, signal: AbortSignal): Promise<Place> {
  if (options.host !== undefined) return options.host
  const look = await lookAround(options, signal)
  return await decide(options, look, signal, canAsk())
}

async function decide(
  options: RoomOptions,
  look: FindRoomsResult,
  signal: AbortSignal,
  person: boolean,
): Promise<Place> {
  const choice: Choice = choose(look.rooms, join(options.stateDir, 'known_rooms.json'))
  for (const line of warnings(look.rooms)) plainOutput.note(line)
  if (choice.is === 'one') return placeOf(choice.room)
  if (choice.is === 'several') {
    if (!person) throw whichOne(choice.rooms)
    const rows = choice.rooms.map((room) => `${plainText(room.room)}  (${room.host}:${room.port})`)
    const room = choice.rooms[await pick(rows, 'Which room?')]
    if (room !== undefined) return placeOf(room)
  }
  const none = noneFound(look, defaults.lookMs, discoveryPort(process.env), options.server)
  if (!person || options.server !== undefined) throw none
  plainOutput.note(none.message)
  if (!(await confirm('Start one on this computer?')))
    throw new Exit('noneFound', 'No room to join.', ...none.next)
  return await startOne(options, signal)
}

/** Somebody else may have had the same idea at the same moment: who comes second joins the first. */
async function startOne(options: RoomOptions, signal: AbortSignal): Promise<Place> {
  await sleep(Math.random() * defaults.startJitterMs, undefined, { signal })
  const again = await lookAround(options, signal)
  if (again.rooms.length > 0) return await decide(options, again, signal, true)
  const started = await startInBackground([`--state-dir=${options.stateDir}`], signal)
  for (const line of started.lines) plainOutput.note(line)
  return { host: '127.0.0.1', port: started.port }
}

async function lookAround(options: RoomOptions, signal: AbortSignal): Promise<FindRoomsResult> {
  const { stateDir, server } = options
  const patience = setTimeout(() => {
    if (canAsk()) plainOutput.note('looking for a room...')
  }, silentMs)
  try {
    const want = server === undefined ? {} : { want: server }
    return await findRooms({ timeoutMs: defaults.lookMs, settle: 'first', stateDir, signal, ...want })
  } finally {
    clearTimeout(patience)
  }
}

const placeOf = (found: FoundRoom): Place => ({ host: found.host, port: found.port, found })
