import { beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '../../src/room/accounts.ts'
import type { FakeLink } from '../fake-link.ts'
import { accountWith } from '../room/accounts.ts'
import { RoomWorld, type WorldOptions } from './world.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const plain = (name: string, password: string): string[] => [
  'AUTHENTICATE PLAIN',
  `AUTHENTICATE ${base64(`\0${name}\0${password}`)}`,
]

let ann: Account
beforeAll(async () => {
  ann = await accountWith('ann', 'correct horse')
})

const open = (options: WorldOptions = {}): RoomWorld => new RoomWorld({ accounts: [ann], ...options })

/** Until all that was to be hashed is hashed, and what came of it is told. */
async function settled(world: RoomWorld): Promise<void> {
  for (let i = 0; i < 10_000; i++) {
    world.settle()
    if (![...world.state.slots.values()].some(({ inbox }) => inbox.held > 0)) return world.settle()
    await new Promise(setImmediate)
  }
  throw new Error('something is hashed for ever')
}

const negotiate = ['CAP LS 302', 'CAP REQ :sasl']
const without = (lines: string[]): string[] =>
  lines.filter((line) => !/ (CAP|00\d|2\d\d|396|422) /.test(line))

async function heard(world: RoomWorld, link: FakeLink, ...lines: string[]): Promise<string[]> {
  link.says(...lines)
  await settled(world)
  return without(link.hears())
}

describe.each([0, 5])('a login, where entries take %i ms', (delayMs) => {
  it('before registration is the member’s, and nothing of it overtakes what follows', async () => {
    const world = open({ delayMs })
    const link = world.connect()
    const answers = await heard(
      world,
      link,
      ...negotiate,
      'NICK ann',
      'USER ann 0 * :Ann',
      ...plain('ann', 'correct horse'),
      'PING 1',
      'CAP END',
    )
    expect(answers).toEqual([
      ':earshot.test AUTHENTICATE +',
      ':earshot.test 900 ann ann!~ann@10.0.0.1 ann You are now logged in as ann',
      ':earshot.test 903 ann SASL authentication successful',
      ':earshot.test PONG earshot.test 1',
    ])
    const [member] = world.state.room.members.values()
    expect(member).toMatchObject({ nick: 'ann', account: 'ann' })
    expect(world.said('account.login')).toMatchObject([{ nick: 'ann', account: 'ann', mechanism: 'PLAIN' }])
    expect(JSON.stringify(world.log)).not.toMatch(/horse|YW5u/)
  })

  it('of a member is told, and its next lines come after it', async () => {
    const world = open({ delayMs })
    const bob = world.join('bob', { caps: 'sasl extended-join' })
    const answers = await heard(world, bob, ...plain('ann', 'correct horse'), 'JOIN #a')
    expect(answers[2]).toBe(':earshot.test 903 bob SASL authentication successful')
    expect(answers[3]).toBe(':bob!~bob@10.0.0.1 JOIN #a ann bob')
  })

  it('answers its label when it is done', async () => {
    const world = open({ delayMs })
    const bob = world.join('bob', { caps: 'sasl labeled-response batch' })
    const [first = '', ...rest] = plain('ann', 'correct horse')
    const answers = await heard(
      world,
      bob,
      first,
      ...rest.map((line) => `@label=x ${line}`),
      '@label=y PING 1',
    )
    expect(answers).toEqual([
      ':earshot.test AUTHENTICATE +',
      '@label=x :earshot.test BATCH +1 labeled-response',
      expect.stringMatching(/^@batch=1 :earshot.test 900 /),
      expect.stringMatching(/^@batch=1 :earshot.test 903 /),
      ':earshot.test BATCH -1',
      '@label=y :earshot.test PONG earshot.test 1',
    ])
    const failed = await heard(world, bob, first, `@label=z AUTHENTICATE ${base64('\0ann\0no')}`)
    expect(failed[1]).toBe(
      '@label=z :earshot.test 904 bob SASL authentication failed: name or password is wrong',
    )
  })
})

describe('who gives a wrong password', () => {
  it('hears the same as who gives a name of nobody, and is in the log without it', async () => {
    const world = open()
    const bob = world.join('bob', { caps: 'sasl' })
    const wrong = ':earshot.test 904 bob SASL authentication failed: name or password is wrong'
    expect((await heard(world, bob, ...plain('ann', 'hunter2')))[1]).toBe(wrong)
    expect((await heard(world, bob, ...plain('hunter3', 'hunter2')))[1]).toBe(wrong)
    expect(world.said('account.refused')).toMatchObject([
      { mechanism: 'PLAIN', why: 'wrong', account: 'ann' },
      { mechanism: 'PLAIN', why: 'wrong' },
    ])
    expect(JSON.stringify(world.log)).not.toContain('hunter')
  })

  it('may try three times a minute from an address, whatever the password is then', async () => {
    const world = open()
    const bob = world.join('bob', { caps: 'sasl' })
    for (const name of ['x', 'y', 'z']) await heard(world, bob, ...plain(name, 'hunter2'))
    world.time.advance(10_000)
    const [, answer] = await heard(world, bob, ...plain('ann', 'correct horse'))
    expect(answer).toMatch(/ 904 bob .*too many tries from your address/)
    world.time.advance(60_000)
    expect((await heard(world, bob, ...plain('ann', 'correct horse')))[1]).toContain(' 900 ')
  })

  it('locks the account for a minute, from wherever it was tried, and nobody else’s', async () => {
    const world = open()
    for (const address of ['10.0.0.2', '10.0.0.3', '10.0.0.4']) {
      await heard(world, world.connect(address), ...negotiate, ...plain('ANN', 'hunter2'))
    }
    const bob = world.join('bob', { caps: 'sasl' })
    const [, answer] = await heard(world, bob, ...plain('ann', 'correct horse'))
    expect(answer).toBe(':earshot.test 902 bob Too many wrong tries for this account; try again in a minute')
    expect((await heard(world, bob, ...plain('cat', 'x')))[1]).toContain(
      ' 904 bob SASL authentication failed: name',
    )
  })

  it('may not try more at once than one after the other', async () => {
    const world = open({ limits: { rateBurst: 1_000 } })
    const links = Array.from({ length: 20 }, () => world.connect('10.0.0.2'))
    for (const link of links) link.says(...negotiate, ...plain('ann', 'hunter2'))
    await settled(world)
    const reasons = links.map((link) =>
      link
        .hears()
        .at(-1)
        ?.replace(/^.*: ?/, ''),
    )
    expect(reasons.filter((why) => why === 'name or password is wrong')).toHaveLength(3)
  })
})

describe('who logs in again and again', () => {
  it('is bounded by address also where the password is right, but where nothing is hashed', async () => {
    const world = open({ limits: { hashesPerMinute: 5, rateBurst: 1_000 } })
    const bob = world.join('bob', { caps: 'sasl' })
    for (let i = 0; i < 5; i++) {
      expect((await heard(world, bob, ...plain('ann', 'correct horse'))).join()).toContain(' 903 ')
    }
    const sixth = (await heard(world, bob, ...plain('ann', 'correct horse'))).join()
    expect(sixth).toContain(' 904 bob SASL authentication failed: too many tries from your address')
    const [other] = [world.connect('10.0.0.9')]
    expect((await heard(world, other, ...negotiate, ...plain('ann', 'correct horse'))).join()).toContain(
      ' 903 ',
    )
    world.time.advance(60_000)
    expect((await heard(world, bob, ...plain('ann', 'correct horse'))).join()).toContain(' 903 ')
  })
})

describe('more logins than can be looked at', () => {
  it('are refused with a reason; nobody else waits, and who waits is not read further', async () => {
    const world = open({ limits: { hashesWaiting: 4 } })
    const cat = world.join('cat')
    const links = Array.from({ length: 10 }, (_, i) => world.connect(`10.0.1.${i}`))
    for (const link of links) link.says(...negotiate, ...plain('ann', 'correct horse'), 'PING mine')
    cat.says('PING 1')
    world.settle()
    expect(cat.hears()).toEqual([':earshot.test PONG earshot.test 1'])
    const refused = links.flatMap((link) => link.hears()).filter((line) => line.includes(' 904 '))
    expect(refused).toHaveLength(4)
    expect(refused[0]).toMatch(/too many log in at this moment; try again$/)
    await settled(world)
    const after = links.map((link) => link.hears())
    expect(after.filter((lines) => lines.some((line) => line.includes(' 903 ')))).toHaveLength(6)
  })

  it('cost nothing once who asked is gone', async () => {
    const world = open({ limits: { hashesAtOnce: 1 } })
    const links = Array.from({ length: 4 }, (_, i) => world.connect(`10.0.1.${i}`))
    for (const link of links) link.says(...negotiate, ...plain('ann', 'hunter2'))
    world.settle()
    for (const link of links) link.closes('gone')
    await settled(world)
    expect(world.state.slots.size).toBe(0)
    expect(world.failure).toBeUndefined()
  })
})

describe('an account that is made', () => {
  it('is kept before anybody is told, and opens its nick and itself', async () => {
    const world = open()
    const link = world.connect()
    const answers = await heard(
      world,
      link,
      ...negotiate,
      'NICK bob',
      'REGISTER * * :battery staple',
      'USER b 0 * :b',
    )
    expect(answers.slice(0, 2)).toEqual([
      ':earshot.test REGISTER SUCCESS bob The account bob is yours, and you are logged in',
      ':earshot.test 900 bob bob!*@10.0.0.1 bob You are now logged in as bob',
    ])
    expect(world.kept).toMatchObject([{ name: 'bob', certificates: [] }])
    link.says('CAP END')
    world.settle()
    expect([...world.state.room.members.values()]).toMatchObject([{ nick: 'bob', account: 'bob' }])
    expect(world.said('account.registered')).toMatchObject([{ nick: 'bob', account: 'bob' }])
    expect(JSON.stringify([world.log, world.kept])).not.toContain('staple')
  })

  it('takes another password from its owner, and no other opens it then', async () => {
    const world = open()
    const link = world.join('bob', { caps: 'sasl standard-replies' })
    await heard(world, link, ...plain('ann', 'correct horse'))
    expect(await heard(world, link, 'NS PASSWD :battery staple')).toEqual([
      ':earshot.test NOTE NS PASSWORD_CHANGED The password is changed; who is logged in stays so',
    ])
    expect(world.kept).toHaveLength(1)
    expect(world.said('account.changed')).toMatchObject([{ nick: 'bob', account: 'ann', what: 'password' }])
    world.time.advance(10_000)
    expect((await heard(world, link, ...plain('ann', 'correct horse')))[1]).toContain(' 904 ')
    expect((await heard(world, link, ...plain('ann', 'battery staple')))[1]).toContain(' 900 ')
    expect(JSON.stringify([world.log, world.kept])).not.toMatch(/staple|horse/)
  })
})

describe('an account that is dropped', () => {
  it('is forgotten where it is kept, and who is logged in to it is so no more, a member or not', async () => {
    const world = open()
    const stranger = world.connect()
    await heard(world, stranger, ...negotiate, 'NICK cat', ...plain('ann', 'correct horse'))
    const link = world.join('bob', { caps: 'sasl standard-replies' })
    await heard(world, link, ...plain('ann', 'correct horse'))
    expect(await heard(world, link, 'NS DROP ann :battery staple')).toEqual([
      ':earshot.test FAIL NS WRONG_PASSWORD The password is wrong; nothing is changed',
    ])
    expect(world.dropped).toEqual([])
    expect((await heard(world, link, 'NS DROP ann :correct horse')).at(-1)).toContain(' NOTE NS DROPPED ann ')
    expect(world.dropped).toEqual(['ann'])
    await heard(world, stranger, 'USER c 0 * :c', 'CAP END')
    expect([...world.state.room.members.values()].map(({ account }) => account)).toEqual([
      undefined,
      undefined,
    ])
    expect(world.said('account.refused')).toMatchObject([{ why: 'wrong', account: 'ann' }])
    expect(world.said('account.dropped')).toMatchObject([{ nick: 'bob', account: 'ann' }])
    expect(JSON.stringify(world.log)).not.toMatch(/staple|horse/)
  })
})

describe('a name that waits for its owner', () => {
  it('is refused at the end of registration, and may be another one then', async () => {
    const world = open()
    const link = world.connect()
    const answers = await heard(world, link, ...negotiate, 'NICK ann', 'USER a 0 * :a', 'CAP END', 'NICK bob')
    expect(answers).toEqual([
      ':earshot.test 433 * ann Nickname is registered: log in to its account by SASL, or choose another one',
    ])
    expect([...world.state.room.members.values()]).toMatchObject([{ nick: 'bob' }])
  })

  it('is taken over from a ghost, whose link is told so', async () => {
    const world = open()
    const cat = world.join('cat', { channels: '#a' })
    const register = [...negotiate, 'NICK ann', 'USER a 0 * :a', ...plain('ann', 'correct horse'), 'CAP END']
    const ghost = world.connect()
    await heard(world, ghost, ...register, 'JOIN #a')
    cat.hears()
    await heard(world, world.connect(), ...register)
    expect(ghost.hears().at(-1)).toBe('ERROR Closing link: 10.0.0.1 (Replaced)')
    expect(cat.hears()).toEqual([':ann!~a@10.0.0.1 QUIT Replaced'])
    expect(world.state.slots.size).toBe(2)
    expect(world.said('account.replaced')).toMatchObject([{ nick: 'ann', account: 'ann' }])
  })
})
