import { setTimeout as sleep } from 'node:timers/promises'
import type { Approach } from '../../client/approach.ts'
import { nameOf } from '../../client/dial.ts'
import { plainText } from '../../client/safe-text.ts'
import type { FoundRoom } from '../../client/seek.ts'
import { discoveryPort } from '../../protocol/ports.ts'
import { confirm, pick } from '../face/ask.ts'
import { startInBackground } from '../own-daemon/background.ts'
import { approach } from './approach.ts'
import { choose, noneFound, warnings, whichOne } from './choose.ts'
import { askDaemon } from '../own-daemon/control.ts'
import { Exit } from '../exit.ts'
import { type FindRoomsResult, findRooms } from './find.ts'
import { defaults } from '../options.ts'
import { canAsk, plainOutput } from '../face/output.ts'
import type { RoomOptions } from '../arguments/room-options.ts'
import { type StartedRoom, startRoom } from '../own-daemon/start-room.ts'

/** Answers to a look come within the time; a person waiting longer than this is told what we do, ms. */
const silentMs = 300

/**
 * The room to join: the one of `--host`, or the one that answers on the network. Where it is not clear, asks on a
 * terminal and ends with what to do otherwise.
 * @throws {Exit} noneFound, usage (several), authRefused (not the room that we know)
 */
export async function locate(options: RoomOptions, signal: AbortSignal): Promise<Approach> {
  if (options.host !== undefined) return await approach(options, { place: options.host, isTyped: true })
  const look = await lookForRooms(options, signal)
  if (look.rooms.length > 0) return await choice(look.rooms, options)
  const none = noneFound(look, defaults.lookMs, discoveryPort(process.env), options.server)
  if (!canAsk() || options.server !== undefined) throw none
  plainOutput.note(none.message)
  if (!(await confirm('Start one on this computer?'))) {
    throw new Exit('noneFound', 'No room to join.', ...none.next)
  }
  return await startHere(options, signal)
}

async function lookForRooms(options: RoomOptions, signal: AbortSignal): Promise<FindRoomsResult> {
  const { stateDir, server } = options
  const patience = setTimeout(() => {
    if (canAsk()) plainOutput.note('looking for a room...')
  }, silentMs)
  try {
    const want = server === undefined ? {} : { want: server }
    const look = { timeoutMs: defaults.lookMs, settle: 'first', sweep: canAsk(), stateDir, signal } as const
    return await findRooms({ ...look, ...want })
  } finally {
    clearTimeout(patience)
  }
}

/** One of the rooms that answered. */
async function choice(rooms: readonly FoundRoom[], options: RoomOptions): Promise<Approach> {
  const [first, ...others] = choose(rooms, options.trust)
  for (const line of warnings(rooms)) plainOutput.note(line)
  if (others.length === 0) return await toRoom(first, options)
  if (!canAsk()) throw whichOne([first, ...others])
  const rows = [first, ...others].map((room) => `${plainText(room.room)}  (${nameOf(room)})`)
  return await toRoom(others[(await pick(rows, 'Which room?')) - 1] ?? first, options)
}

async function startHere(options: RoomOptions, signal: AbortSignal): Promise<Approach> {
  const { stateDir } = options
  let lines: readonly string[] = []
  const start = await startRoom({
    look: async (settle, timeoutMs) =>
      (await findRooms({ timeoutMs, settle, sweep: false, stateDir, signal })).rooms,
    start: async () => {
      const { port, lines: said } = await startInBackground({ stateDir }, signal)
      lines = said
      return { port, ...identityIn(await askDaemon({ stateDir }, { command: 'status' })) }
    },
    stop: async () => void (await askDaemon({ stateDir }, { command: 'stop' })),
    wait: async (ms) => await sleep(ms, undefined, { signal }),
    random: Math.random,
    steadyMs: () => performance.now(),
  })
  if (start.is === 'theirs') {
    plainOutput.note('Somebody else has started a room in this moment.')
    return await choice(start.rooms, options)
  }
  for (const line of lines) plainOutput.note(line)
  const { id, room, port } = start.started
  const place = { host: '127.0.0.1', port }
  return await approach(options, { place, isTyped: false, identity: { id, room } })
}

/** What our own daemon says of itself, over a socket that nobody else can have. */
function identityIn(status: object): Pick<StartedRoom, 'id' | 'room'> {
  if ('id' in status && 'room' in status) return { id: String(status.id), room: String(status.room) }
  throw new Exit('failure', 'The daemon that was started does not say who it is.', 'earshot status')
}

const toRoom = async (word: FoundRoom, options: RoomOptions): Promise<Approach> =>
  await approach(options, { place: word, isTyped: false, word })
