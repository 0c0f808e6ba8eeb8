import type * as net from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { defaultLimits } from '../../src/protocol/limits.ts'
import type { Link } from '../../src/protocol/link.ts'
import { openListener } from '../../src/transport/listener.ts'
import { noSite, noTls } from '../tls.ts'
import { closeAll, dial } from './sockets.ts'

const made: net.Server[] = []

vi.mock('node:net', async (importOriginal) => {
  const original = await importOriginal<typeof net>()
  const createServer = (...args: Parameters<typeof net.createServer>): net.Server => {
    const server = original.createServer(...args)
    made.push(server)
    return server
  }
  return { ...original, createServer }
})

afterEach(closeAll)

it('a listening socket that breaks is told once, frees its port, and throws nobody out who is in', async () => {
  const links: Link[] = []
  const failures: Error[] = []
  const listener = await openListener({
    port: 0,
    bind: '127.0.0.1',
    limits: { ...defaultLimits, lingerMs: 50 },
    maxConnections: 10,
    tls: noTls.context,
    site: noSite,
    note: () => {},
    opened: (link) => {
      links.push(link)
      link.start({ input: () => link.write(Buffer.from('PONG\r\n')), closed: () => link.cut() })
    },
    failed: (error) => void failures.push(error),
  })
  const far = await dial(listener.port)
  await far.say('PING\r\n')
  await far.until(() => far.text === 'PONG\r\n')

  const server = made.find(({ listening }) => listening)
  server?.emit('error', new Error('accept ENOBUFS'))
  server?.emit('error', new Error('accept ENOBUFS'))
  expect(failures.map(({ message }) => message)).toEqual(['accept ENOBUFS'])
  await listener.close()
  await expect(dial(listener.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })

  await new Promise((resolve) => setTimeout(resolve, 100))
  await far.say('PING\r\n')
  await far.until(() => far.text === 'PONG\r\nPONG\r\n')
})
