import { afterEach, expect, it } from 'vitest'
import { closeWith, errorLine } from '../../src/transport/last-words.ts'
import { closeAll, closing, pair } from './sockets.ts'

afterEach(closeAll)

it('a refused peer hears why and is cut when it never closes its side, however much it sends', async () => {
  const { near, far } = await pair()
  await far.say('GET / HTTP/1.1\r\n')
  closeWith(near, errorLine('no'))
  const flood = setInterval(() => far.socket.write(Buffer.alloc(65_536)), 1)
  await closing(near)
  clearInterval(flood)
  expect(far.text).toBe('ERROR :Closing link: (no)\r\n')
})
