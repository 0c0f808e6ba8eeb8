import { connect } from 'node:net'
import { once } from 'node:events'
import { afterAll, describe, expect, it } from 'vitest'
import { endAll } from '../e2e/daemon-process.ts'
import { check } from './checker.ts'
import { type Guest, enter, pause } from './guest.ts'
import { openRestartable } from './host.ts'

const isProof = process.env['EARSHOT_PROOF'] !== undefined
/** Our own clients that talk; `npm run proof` has as many as a large office. */
const size = isProof ? 500 : 12
const restarts = 2
/** What each says at least, and how soon after one another they speak: each line is heard by a half of them, in this process. */
const lines = isProof ? 2 : 12
const everyMs = isProof ? 30 : 4

afterAll(endAll)

/** Somebody new comes again and again, until it is over. Gives how often it was refused. */
async function knock(port: number, isOver: () => boolean): Promise<{ ok: number; refused: number }> {
  const met = { ok: 0, refused: 0 }
  while (!isOver()) {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      met.ok++
    } catch {
      met.refused++
    }
    socket.destroy()
    await pause(5)
  }
  return met
}

/** One after the other says something, until it is over and each has said enough. */
async function talk(guests: readonly Guest[], isOver: () => boolean): Promise<void> {
  for (let n = 0; !isOver() || n < lines; n++) {
    for (const [i, guest] of guests.entries()) {
      if (isOver() && n >= lines) return
      guest.say(i % 2 === 0 ? '#a' : '#b', `${i} says ${n}`)
      await pause(everyMs)
    }
  }
}

/** Everybody is there again, and has everything. */
async function allBack(guests: readonly Guest[]): Promise<void> {
  while (!guests.every(({ isAtEase }) => isAtEase)) await pause(50)
  await Promise.all(guests.map((guest) => guest.isBack()))
}

describe('a daemon that is restarted while people talk', () => {
  it(`loses, doubles and reorders nothing of what ${size} say, shows no gap, and refuses no connection`, async () => {
    const host = await openRestartable()
    const guests: Guest[] = []
    const calm = { channels: ['#a', '#b'], faults: () => ({}), host }
    for (let i = 0; i < size; i++) {
      guests.push(await enter({ ...calm, name: `g${i}`, random: () => (i % 10) / 10 }))
    }
    try {
      const state = { isOver: false }
      const met = knock(host.port, () => state.isOver)
      const said = talk(guests, () => state.isOver)
      for (let n = 0; n < restarts; n++) {
        await pause(isProof ? 5_000 : 300)
        expect(await host.restart()).toContain('The room goes on in pid')
        await pause(isProof ? 5_000 : 1_000)
      }
      state.isOver = true
      await said
      for (let n = 0; n < 2; n++) await allBack(guests)
      const logs = guests.map(({ name, recorder: { events } }) => ({ client: name, events }))
      const life = guests[0]?.life ?? ''
      const counted = { [life]: { messages: await host.counted() } }
      expect(check({ logs, keeps: host.keeps, counted })).toEqual([])
      expect(guests.filter(({ transcript }) => transcript.includes('gap'))).toEqual([])
      expect(guests.filter(({ recorder }) => recorder.unconfirmed.size > 0)).toEqual([])
      const { ok, refused } = await met
      expect(ok).toBeGreaterThan(10)
      expect(refused).toBe(0)
    } finally {
      await Promise.all(guests.map((guest) => guest.leave()))
      await host.close()
    }
  })
})
