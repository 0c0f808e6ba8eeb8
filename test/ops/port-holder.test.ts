import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { listeningInodes, portHolder } from '../../src/ops/port-holder.ts'

const table = [
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
  '   0: 00000000:411B 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0 0 10 0',
  '   1: 0100007F:411B 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 20 4 30 10 -1',
  '   2: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 0 100 0 0 10 0',
].join('\n')

describe('who holds a port', () => {
  it('is who listens on it, not who is connected to it', () => {
    expect(listeningInodes(table, 16_667, '0A')).toEqual(['4711'])
    expect(listeningInodes(table, 16_668, '0A')).toEqual([])
    expect(listeningInodes('', 16_667, '0A')).toEqual([])
  })

  it.skipIf(process.platform !== 'linux')(
    'is said by name and pid, and is nobody once it is free',
    async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      const address = server.address()
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0
      expect(portHolder(port)).toContain(`(pid ${process.pid})`)
      const socket = createSocket('udp4').bind(0, '127.0.0.1')
      await once(socket, 'listening')
      expect(portHolder(socket.address().port, 'udp')).toContain(`(pid ${process.pid})`)
      socket.close()
      server.close()
      await once(server, 'close')
      expect(portHolder(port)).toBeUndefined()
    },
  )
})
