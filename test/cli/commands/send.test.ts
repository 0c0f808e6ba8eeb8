import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type Server, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { send } from '../../../src/cli/commands/send.ts'

let server: Server
let stateDir: string

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'earshot-send-'))
})

afterEach(() => {
  server?.close()
  rmSync(stateDir, { recursive: true, force: true })
})

/** Sends to a server that lets us in and answers a message with this line; without one it never says anything. */
async function sendTo(
  answer: string | undefined,
  { text = 'hi', _, heard = [] }: { text?: string; _?: string[]; heard?: string[] } = {},
): Promise<void> {
  server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.setEncoding('utf8').on('data', (lines: string) => {
      heard.push(lines)
      if (lines.includes('USER ')) socket.write(':s 001 ann :Welcome\r\n')
      if (lines.includes('JOIN ')) socket.write(':ann!a@h JOIN #lobby\r\n:s 366 ann #lobby :End\r\n')
      if (lines.includes('QUIT')) socket.end('ERROR :bye\r\n')
      else if (lines.includes('PRIVMSG') && answer !== undefined) socket.end(answer)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const host = `127.0.0.1:${port}`
  await send({ channel: '#lobby', text: [text], _, host, nick: 'ann', timeout: '200ms', stateDir })
}

describe('send', () => {
  it('ends with 124 where the room never echoes', async () => {
    await expect(sendTo(undefined)).rejects.toMatchObject({ code: 124 })
  })

  it('ends with 6 and the reason where the room goes away instead of echoing', async () => {
    await expect(sendTo('')).rejects.toMatchObject({ code: 6 })
    await expect(sendTo('ERROR :going down\r\n')).rejects.toMatchObject({
      code: 6,
      message: expect.stringContaining('closed the connection: going down'),
    })
  })

  it('takes what follows -- for text, after what stands before it', async () => {
    const heard: string[] = []
    await sendTo('', { _: ['send', '-x', '--y'], heard }).catch(() => undefined)
    expect(heard.join('')).toContain('PRIVMSG #lobby :hi -x --y\r\n')
  })

  it('ends with 2 where there is nothing to say', async () => {
    for (const text of ['', '   ']) await expect(sendTo('', { text })).rejects.toMatchObject({ code: 2 })
  })

  it('ends with 2 where --block has a text beside it, which it would not say', async () => {
    const both = send({ channel: '#lobby', text: ['hi'], block: true, timeout: '200ms', stateDir })
    await expect(both).rejects.toMatchObject({ code: 2, next: ['earshot send --block < FILE'] })
  })
})
