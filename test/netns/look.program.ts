import { findRooms } from '../../src/cli/find.ts'
import { defaultPort } from '../../src/protocol/ports.ts'

/** A host's look for rooms: `<stateDir> <timeoutMs>`; what was found as JSON. */

const [stateDir = '', timeoutMs] = process.argv.slice(2)
const { rooms, asked, problems } = await findRooms({
  timeoutMs: Number(timeoutMs),
  settle: 'all',
  stateDir,
  port: defaultPort,
})
const found = Object.fromEntries(rooms.map(({ room, addresses }) => [room, addresses]))
process.stdout.write(JSON.stringify({ found, asked, problems }))
