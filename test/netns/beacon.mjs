/* Run in a host: the discovery of a daemon of that name, without the rest of one. */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'

const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href)
const { openBeacon } = await dist('transport/discovery/beacon.js')
const { openIdentity } = await dist('ops/identity.js')
const { defaultLimits } = await dist('protocol/limits.js')
const [, , room] = process.argv
let seq = 0
await openBeacon({
  port: 16_667,
  identity: await openIdentity({ stateDir: mkdtempSync(join(process.env.HOME, 'beacon-')), room }),
  room,
  tcpPort: 16_667,
  bootId: '0123abcd',
  nextSeq: () => ++seq,
  version: '0.1.0',
  limits: defaultLimits,
  note: () => undefined,
  onFailed: (error) => {
    throw error
  },
  mdns: { isTlsOnly: false },
})
console.log('open')
