import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Client } from 'irc-framework'
import transport from 'irc-framework/src/transports/websocket.js'
import { WebSocket } from 'ws'
import { type Room, openRoom } from './room.ts'

/** The WebSocket of a browser whose user has said that the room's own certificate is right. */
class Trusting extends WebSocket {
  constructor(address: string, protocol?: string) {
    super(address, protocol, {
      rejectUnauthorized: false,
      origin: address.replace(/^ws(.*)\/socket$/, 'http$1'),
    })
  }
}

const webSocket = { transport, path: '/socket', websocket_protocol: 'text.ircv3.net' }
const ways = {
  'over TLS': { tls: true, rejectUnauthorized: false },
  'over a WebSocket, as in a page': webSocket,
  'over a WebSocket in TLS, as in a page': { ...webSocket, tls: true },
}

describe('irc-framework talks', () => {
  let room: Room
  beforeAll(async () => {
    vi.stubGlobal('WebSocket', Trusting)
    room = await openRoom()
  })
  afterAll(async () => {
    vi.unstubAllGlobals()
    await room?.close()
  })

  it.each(Object.entries(ways))('%s', async (how, way) => {
    const { daemon, bob } = room
    const alice = new Client()
    const heard: string[] = []
    alice.on('privmsg', ({ message }: { message: string }) => heard.push(message))
    const who = { nick: 'alice', username: 'alice', gecos: 'Alice', auto_reconnect: false }
    const more = { enable_chghost: true, enable_echomessage: true, enable_setname: true }
    const at = { host: '127.0.0.1', port: daemon.port }
    alice.connect({ ...who, ...more, ...at, ...way })
    await new Promise((resolve) => alice.once('registered', resolve))
    alice.join('#lobby')
    await new Promise((resolve) => alice.once('userlist', resolve))
    alice.say('#lobby', `grüße 東京 🚀 ${how}`)
    bob.send(`PRIVMSG #lobby :ünï 日本 🎉 ${how}`)
    expect(await bob.skipTo(new RegExp(`PRIVMSG #lobby :grüße 東京 🚀 ${how}$`))).toContain(':alice!')
    await vi.waitFor(() => expect(heard).toContain(`ünï 日本 🎉 ${how}`))
    alice.quit('bye')
    await new Promise((resolve) => alice.once('socket close', resolve))
  })
})
