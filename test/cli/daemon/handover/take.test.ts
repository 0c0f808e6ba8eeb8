import { once } from 'node:events'
import { type Socket, connect, createServer } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Predecessor } from '../../../../src/cli/daemon/handover/take.ts'
import { handoverFormat } from '../../../../src/cli/daemon/handover/words.ts'
import { saveEntry } from '../../../../src/room/entry-line.ts'
import { save } from '../../../../src/room/snapshot.ts'
import { Scene } from '../../../room/harness.ts'

let dir: string
let old: Socket
let predecessor: Predecessor

/** The two ends of the pipe. */
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-heir-'))
  const server = createServer().listen(join(dir, 'pipe'))
  await once(server, 'listening')
  old = connect(join(dir, 'pipe'))
  const [socket]: Socket[] = await once(server, 'connection')
  if (socket === undefined) throw new Error('nobody there')
  predecessor = new Predecessor(socket, { tcp: undefined, udp: undefined })
  server.close()
})
afterEach(() => {
  predecessor.close()
  old.destroy()
  rmSync(dir, { recursive: true })
})

const scene = (): Scene => new Scene({ boot: 'life1' }).enter('ann').join('#a', 'ann')
const own = { id: 'key', accounts: undefined }

function hello({ room }: Scene, more: object = {}): void {
  const { facts } = room
  old.write(`hello ${JSON.stringify({ format: handoverFormat, version: '1', facts, id: 'key', ...more })}\n`)
}

describe('a successor', () => {
  it('has the room as it was, with what happened since, and everybody’s seat', async () => {
    const before = scene()
    hello(before)
    const greeted = await predecessor.hello()
    expect(greeted.facts.boot).toBe('life1')
    const heritage = predecessor.heritage(greeted, own)
    for (const line of save(before.room)) old.write(`room ${line}\n`)
    const message = { command: 'PRIVMSG', params: ['#a', 'hi'], tags: new Map([['+earshot/nonce', 'n']]) }
    old.write(`entry ${saveEntry({ type: 'line', by: 1, atMs: before.atMs, message })}\ncaught-up\n`)
    old.write(`go ${JSON.stringify({ lastId: 7, messages: 3, discoverySeq: 9 })}\n`)
    const { room, ...counters } = await heritage
    expect(counters).toEqual({ lastId: 7, messages: 3, discoverySeq: 9 })
    expect(room.channels.get('#a')?.history.messages.at(0)?.line).toMatchObject({ params: ['#a', 'hi'] })
    expect([...room.seats.keys()]).toEqual(['ann'])
    const answered = text(old)
    const released = predecessor.open('2')
    old.write('released {"isMinded":false}\n')
    await released
    predecessor.settled()
    expect(await answered).toBe('ready\nloaded\nopen "2"\nsettled\n')
  })

  it.each([
    [
      'a version that hands over in another way',
      (room: Scene) => hello(room, { format: 2 }),
      /another way than this/,
    ],
    ['a daemon that ends', () => old.destroy(), /has ended/],
    ['words that it does not know', () => old.write('hullo {}\n'), /says "hullo"/],
  ])('begins nothing with %s', async (_, happens, error) => {
    happens(scene())
    await expect(predecessor.hello()).rejects.toThrow(error)
  })

  it.each([
    ['a room of another key', { id: 'other', accounts: undefined }, /name of the room is another/],
    ['another file of accounts', { id: 'key', accounts: '/x' }, /file of accounts is another/],
  ])('does not go on with %s', async (_, own, error) => {
    hello(scene())
    const greeted = await predecessor.hello()
    expect(() => predecessor.heritage(greeted, own)).toThrow(error)
  })

  it.each([
    ['a snapshot of another format', 'room {"type":"room","format":99}\n', /format 99/],
    ['a snapshot that is none', 'room nonsense\n', /JSON/],
    ['a daemon that is killed while it sends', '', /has ended/],
  ])('comes to nothing with %s', async (_, line, error) => {
    hello(scene())
    const heritage = predecessor.heritage(await predecessor.hello(), own)
    if (line === '') old.destroy()
    else old.write(line)
    await expect(heritage).rejects.toThrow(error)
  })

  it('says what it fails of', async () => {
    const answered = text(old)
    predecessor.failed(new Error('no such file'))
    predecessor.close()
    expect(await answered).toBe('failed "no such file"\n')
  })

  it('is told when the one before, which stayed for whoever started it, is gone', async () => {
    hello(scene())
    await predecessor.hello()
    const orphaned = new Promise<void>((resolve) => predecessor.whenOrphaned(resolve))
    const released = predecessor.open('2')
    old.write('released {"isMinded":true}\n')
    await released
    old.destroy()
    await orphaned
  })
})
