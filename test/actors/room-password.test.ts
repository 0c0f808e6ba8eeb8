import { describe, expect, it } from 'vitest'
import type { FakeLink } from '../fake-link.ts'
import { RoomWorld } from './world.ts'

const open = (delayMs = 0): RoomWorld =>
  new RoomWorld({ delayMs, password: { isSet: true, matches: (given) => given === 'open sesame' } })

/** What somebody is told who says these lines from there. */
function told(world: RoomWorld, address: string, ...lines: string[]): string[] {
  const link: FakeLink = world.connect(address)
  link.says(...lines)
  world.settle()
  return link.hears()
}

const register = ['NICK adam', 'USER adam 0 * :Adam']
const closing = (address: string): string => `ERROR Closing link: ${address} (Password incorrect)`
const wrong = ':earshot.test 464 adam Password incorrect'
const spent = ':earshot.test 464 adam Too many wrong passwords from your address; wait a minute'

describe.each([0, 5])('a room with a password, where entries take %i ms', (delayMs) => {
  it('lets in who knows it, whatever came in which order', () => {
    const world = open(delayMs)
    expect(told(world, '10.0.0.1', 'PASS :open sesame', ...register)[0]).toContain(' 001 adam ')
    expect(
      told(world, '10.0.0.2', 'CAP LS', 'NICK eve', 'USER eve 0 * :E', 'PASS :open sesame', 'CAP END').join(),
    ).toContain(' 001 eve ')
    expect(world.state.room.members.size).toBe(2)
  })

  it('tells who gives none, or a wrong one, and ends the connection', () => {
    const world = open(delayMs)
    const none = ':earshot.test 464 adam This room has a password: send it by PASS before NICK and USER'
    expect(told(world, '10.0.0.1', ...register)).toEqual([none, closing('10.0.0.1')])
    expect(told(world, '10.0.0.1', 'PASS wrong', ...register)).toEqual([wrong, closing('10.0.0.1')])
    expect(world.state.room.members.size).toBe(0)
    expect(world.state.slots.size).toBe(0)
    expect(world.said('pass.refused')).toMatchObject([{ address: '10.0.0.1' }])
    expect(JSON.stringify(world.log)).not.toContain('wrong')
  })

  it('has the password in no entry, and forgets what was given', () => {
    const world = open(delayMs)
    told(world, '10.0.0.1', 'PASS :open sesame', ...register)
    expect([...world.state.slots.values()].map(({ peer }) => peer.password)).toEqual([undefined])
    expect(JSON.stringify([...world.state.room.members.values()])).not.toContain('sesame')
  })
})

describe('wrong passwords of a room', () => {
  it('are three a minute of one address; then the right one is refused, too, and none elsewhere', () => {
    const world = open()
    for (let i = 0; i < 3; i++) expect(told(world, '10.0.0.1', 'PASS no', ...register)[0]).toBe(wrong)
    expect(told(world, '10.0.0.1', 'PASS :open sesame', ...register)[0]).toBe(spent)
    expect(told(world, '10.0.0.2', 'PASS :open sesame', ...register)[0]).toContain(' 001 ')
    world.time.advance(60_000)
    expect(told(world, '10.0.0.1', 'PASS :open sesame', 'NICK eve', 'USER e 0 * :E')[0]).toContain(' 001 ')
  })

  it('are counted by the /64 of IPv6', () => {
    const world = open()
    for (let i = 1; i <= 3; i++) told(world, `fd00::${i}`, 'PASS no', ...register)
    expect(told(world, 'fd00::9', 'PASS no', ...register)[0]).toBe(spent)
    expect(told(world, 'fd00:0:0:1::9', 'PASS no', ...register)[0]).toBe(wrong)
  })

  it('are no tries where none is given', () => {
    const world = open()
    for (let i = 0; i < 9; i++) told(world, '10.0.0.1', ...register)
    expect(told(world, '10.0.0.1', 'PASS :open sesame', ...register)[0]).toContain(' 001 ')
  })
})

describe('a room without a password', () => {
  it('takes any', () => {
    expect(told(new RoomWorld(), '10.0.0.1', 'PASS any', ...register)[0]).toContain(' 001 ')
  })
})
