import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, expect, it, vi } from 'vitest'
import { daemonInput } from '../../../src/cli/daemon/input.ts'
import { decode } from '../../../src/protocol/datagram.ts'
import { encodeQuery } from '../../../src/protocol/datagram/query.ts'
import { noSite, noTls } from '../../tls.ts'
import { unwritten } from '../../unwritten.ts'

afterEach(() => vi.unstubAllEnvs())

const note = (): void => {}
const log = { note, child: () => note, flushSync: note, close: async () => {}, file: '' }
const identity = {
  id: 'a'.repeat(26),
  publicKey: 'A'.repeat(43),
  sign: () => 'A'.repeat(86),
  secret: () => new Uint8Array(32),
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  return port
}

/** The number that the room's answer carries. */
async function askedSeq(port: number, nonce: string): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  socket.send(encodeQuery({ nonce, known: [] }), port, '127.0.0.1')
  const [bytes]: Buffer[] = await once(socket, 'message')
  socket.close()
  const decoded = decode(bytes ?? Buffer.alloc(0))
  if (!decoded.ok || decoded.datagram.type !== 'here') throw new Error('no answer')
  return decoded.datagram.here.seq
}

it('discovery that is opened again in the same life goes on with its numbers, or nobody would believe it', async () => {
  const port = await freePort()
  vi.stubEnv('EARSHOT_DISCOVERY_PORT', String(port))
  const places = { stateDir: '', logDir: '' }
  const options = {
    ...places,
    ...unwritten,
    port: 0,
    bind: '127.0.0.1',
    name: 'Office',
    discovery: true,
    mdns: true,
    limits: true,
  }
  const input = daemonInput({
    options,
    tls: noTls,
    site: noSite,
    log,
    identity,
    boot: '0123abcd',
    version: '1',
    listening: () => {},
  })
  const numbers: number[] = []
  for (const nonce of ['A'.repeat(22), 'B'.repeat(21) + 'A']) {
    const discovery = await input.openDiscovery?.(16_667, note)
    numbers.push(await askedSeq(port, nonce))
    await discovery?.close()
  }
  expect(numbers[1]).toBeGreaterThan(numbers[0] ?? Number.NaN)
})
