import { openIdentity } from '../../src/ops/identity.ts'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { defaultPort } from '../../src/protocol/ports.ts'
import { openBeacon } from '../../src/transport/discovery/beacon.ts'

/** A host's daemon, as far as discovery goes: `<stateDir> <room>`. SIGTERM is a polite stop. */

const [stateDir = '', room = ''] = process.argv.slice(2)
const beacon = await openBeacon({
  port: defaultPort,
  identity: await openIdentity({ stateDir, room }),
  room,
  tcpPort: defaultPort,
  bootId: '0123abcd',
  version: '0.1.0',
  limits: defaultLimits,
  note: () => undefined,
  onFailed: (error) => {
    throw error
  },
})
process.once('SIGTERM', () => void beacon.close(true))
process.stdout.write('ready\n')
