import { describe, expect, it } from 'vitest'
import { type CapName, allCaps, caps, has, namesIn } from '../../../src/protocol/caps.ts'
import { type Peer, isComplete } from '../../../src/room/peer.ts'
import { Scene } from '../harness.ts'

const all = namesIn(allCaps).join(' ')

function stranger(options: ConstructorParameters<typeof Scene>[0] = {}): {
  say: (line: string) => string[]
  peer: ReturnType<Scene['stranger']>
} {
  const scene = new Scene(options)
  const peer = scene.stranger()
  return { peer, say: (line) => scene.hear(peer.id, line) }
}

describe('CAP before registration', () => {
  it('LS lists all and holds registration up until END', () => {
    const { say, peer } = stranger()
    expect(say('CAP LS')).toEqual([`? < :s CAP * LS :${all}`])
    say('NICK ann')
    say('USER ann 0 * Ann')
    expect(isComplete(peer)).toBe(false)
    expect(say('CAP END')).toEqual([])
    expect(isComplete(peer)).toBe(true)
  })

  it('REQ without an LS holds registration up too, acknowledged or not', () => {
    for (const request of ['CAP REQ batch', 'CAP REQ nonsense']) {
      const { say, peer } = stranger()
      say('NICK ann')
      say(request)
      say('USER ann 0 * Ann')
      expect(isComplete(peer)).toBe(false)
    }
  })

  it('LIST and an unknown subcommand do not hold registration up', () => {
    const { say, peer } = stranger()
    say('CAP LIST')
    for (const word of ['FOO', 'ACK', 'NAK', 'NEW', 'DEL']) {
      expect(say(`CAP ${word}`)).toEqual([`? < :s 410 * ${word} :Invalid CAP command`])
    }
    expect(peer.negotiating).toBe(false)
  })

  it('speaks to the nick once there is one', () => {
    const { say } = stranger()
    say('NICK ann')
    expect(say('CAP LIST')).toEqual(['? < :s CAP ann LIST :'])
  })

  it('END without anything to end is nothing', () => {
    const { say, peer } = stranger()
    expect(say('CAP END')).toEqual([])
    expect(peer.negotiating).toBe(false)
  })
})

describe('CAP REQ', () => {
  it('is acknowledged with its own words and then holds', () => {
    const { say, peer } = stranger()
    expect(say('CAP REQ :echo-message  batch ')).toEqual(['? < :s CAP * ACK :echo-message batch'])
    expect(say('CAP LIST')).toEqual(['? < :s CAP * LIST :echo-message batch'])
    expect(has(peer.caps, 'echo-message')).toBe(true)
  })

  it('is all or nothing: with one unknown name nothing changes', () => {
    const { say, peer } = stranger()
    expect(say('CAP REQ :batch nonsense')).toEqual(['? < :s CAP * NAK :batch nonsense'])
    expect(say('CAP REQ :Batch')).toEqual(['? < :s CAP * NAK :Batch'])
    expect(say('CAP REQ :-')).toEqual(['? < :s CAP * NAK :-'])
    expect(say('CAP REQ :__proto__')).toEqual(['? < :s CAP * NAK :__proto__'])
    expect(peer.caps).toBe(0)
  })

  it('takes away what has a dash; what is not there may be taken away too', () => {
    const { say, peer } = stranger()
    say('CAP REQ batch')
    expect(say('CAP REQ :-batch -setname')).toEqual(['? < :s CAP * ACK :-batch -setname'])
    expect(peer.caps).toBe(0)
  })

  it('is read from left to right', () => {
    const { say, peer } = stranger()
    say('CAP REQ :batch -batch setname')
    expect(peer.caps).toBe(caps.setname.bit)
  })

  it('of nothing is acknowledged', () => {
    expect(stranger().say('CAP REQ :')).toEqual(['? < :s CAP * ACK :'])
    expect(stranger().say('CAP REQ')).toEqual(['? < :s CAP * ACK :'])
  })

  it('is as many words as it has, with or without a colon', () => {
    const { say, peer } = stranger()
    expect(say('CAP REQ batch -setname echo-message')).toEqual([
      '? < :s CAP * ACK :batch -setname echo-message',
    ])
    expect(peer.caps).toBe(caps.batch.bit | caps['echo-message'].bit)
    expect(say('CAP REQ batch nonsense')).toEqual(['? < :s CAP * NAK :batch nonsense'])
  })

  it('that is longer than an answer is answered in several, and then holds', () => {
    const { say, peer } = stranger({ server: 'irc.a-long-name-of-a-server.example.org' })
    const request = Array.from({ length: 82 }, () => 'batch')
    const answers = say(`CAP REQ :${request.join(' ')}`)
    expect(answers).toHaveLength(2)
    expect(answers.flatMap((line) => line.slice(line.lastIndexOf(':') + 1).split(' '))).toEqual(request)
    for (const line of answers) expect(line).toMatch(/^\? < :\S+ CAP \* ACK :/)
    expect(peer.caps).toBe(caps.batch.bit)
    expect(say(`CAP REQ :${'x'.repeat(495)}`)[0]).toMatch(/ CAP \* NAK :x+$/)
    expect(say(`CAP REQ :${'é'.repeat(247)}`)[0]).toMatch(/ CAP \* NAK :(\xc3\xa9)+$/)
  })

  it('for what is there already, or gone already, changes nothing and is acknowledged', () => {
    const { say, peer } = stranger()
    say('CAP REQ batch')
    expect(say('CAP REQ batch')).toEqual(['? < :s CAP * ACK :batch'])
    say('CAP REQ -batch')
    expect(say('CAP REQ -batch')).toEqual(['? < :s CAP * ACK :-batch'])
    expect(peer.caps).toBe(0)
  })
})

describe('CAP LS 302', () => {
  it('gives cap-notify, which cannot be given back (capability-negotiation, "cap-notify")', () => {
    const { say } = stranger()
    say('CAP LS 302')
    expect(say('CAP LIST')).toEqual(['? < :s CAP * LIST :cap-notify'])
    expect(say('CAP REQ cap-notify')).toEqual(['? < :s CAP * ACK :cap-notify'])
    expect(say('CAP REQ :-cap-notify')).toEqual(['? < :s CAP * NAK :-cap-notify'])
    expect(say('CAP LIST')).toEqual(['? < :s CAP * LIST :cap-notify'])
  })

  it('counts the version as a number, and never down', () => {
    const { say, peer } = stranger()
    say('CAP LS 307')
    say('CAP LS')
    say('CAP LS 301')
    say('CAP LS abc')
    expect(peer.capVersion).toBe(307)
  })

  it('below it, cap-notify is asked for and given back as any other', () => {
    const { say, peer } = stranger()
    say('CAP LS 301')
    say('CAP REQ cap-notify')
    expect(has(peer.caps, 'cap-notify')).toBe(true)
    expect(say('CAP REQ :-cap-notify')).toEqual(['? < :s CAP * ACK :-cap-notify'])
  })
})

describe('a list that is longer than a line', () => {
  // So that what there is needs several lines: with every nick and server they are within 512 bytes.
  const server = `irc.${'x'.repeat(400)}`
  const wordsOf = (lines: string[]): string[] =>
    lines.flatMap((line) => line.slice(line.lastIndexOf(':') + 1).split(' '))

  it('is several lines for who understands 302, all but the last with an asterisk', () => {
    const { say } = stranger({ server })
    const lines = say('CAP LS 302')
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines.slice(0, -1)) expect(line).toContain(' CAP * LS * :')
    expect(lines.at(-1)).toMatch(/ CAP \* LS :/)
    expect(wordsOf(lines).map((word) => word.split('=')[0])).toEqual(namesIn(allCaps))
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(510 + '? < '.length)
  })

  it('is as much as a line holds for who does not', () => {
    const { say } = stranger({ server })
    for (const line of ['CAP LS', 'CAP LS 301']) {
      const [first = '', ...more] = say(line)
      expect(first).toContain(' CAP * LS :message-tags ')
      expect(more).toEqual([])
    }
  })

  it('is so for LIST too, by the highest version that was ever named', () => {
    const { say, peer } = stranger({ server })
    peer.caps = allCaps
    expect(say('CAP LIST')).toHaveLength(1)
    say('CAP LS 302')
    expect(say('CAP LS')).toHaveLength(1)
    const lines = say('CAP LIST')
    expect(wordsOf(lines)).toEqual(namesIn(allCaps))
    for (const line of lines.slice(0, -1)) expect(line).toContain(' CAP * LIST * :')
  })
})

describe('a capability that is hidden', () => {
  const hide = (...hiddenCaps: CapName[]) => ({
    type: 'config' as const,
    by: 0,
    atMs: 0,
    config: { motd: [], hiddenCaps },
  })

  it('is not offered, cannot be asked for, and may be given back', () => {
    const scene = new Scene()
    const { id } = scene.stranger()
    scene.run(hide('batch', 'setname'))
    expect(scene.hear(id, 'CAP LS')[0]).not.toMatch(/batch|setname/)
    expect(scene.hear(id, 'CAP REQ :server-time batch')).toEqual(['? < :s CAP * NAK :server-time batch'])
    expect(scene.hear(id, 'CAP REQ -batch')).toEqual(['? < :s CAP * ACK :-batch'])
    expect(scene.peer(id).caps).toBe(0)
  })

  it('comes back with the configuration that does not name it', () => {
    const scene = new Scene({ hiddenCaps: ['batch'] })
    const { id } = scene.stranger()
    expect(scene.hear(id, 'CAP REQ batch')).toEqual(['? < :s CAP * NAK :batch'])
    scene.run(hide())
    expect(scene.hear(id, 'CAP REQ batch')).toEqual(['? < :s CAP * ACK :batch'])
  })

  it('cannot be cap-notify, which clients of 302 keep', () => {
    const scene = new Scene({ hiddenCaps: ['cap-notify'] })
    expect(scene.hear(scene.stranger().id, 'CAP LS')[0]).toContain('cap-notify')
  })
})

describe('sts (IRCv3 sts)', () => {
  const config = { motd: [], hiddenCaps: [], sts: { port: 6697, seconds: 86_400 } }
  const words = (scene: Scene, peer: Peer, version = ' 302'): string =>
    scene.hear(peer.id, `CAP LS${version}`).join(' ')

  it('says in plain text where TLS is, and in TLS for how long it holds', () => {
    const scene = new Scene()
    scene.run({ type: 'config', by: 0, atMs: 0, config })
    expect(words(scene, scene.stranger())).toMatch(/ sts=port=6697$/)
    expect(words(scene, scene.stranger({}))).toMatch(/ sts=duration=86400$/)
  })

  it('is silent to who knows no values, and where it is not set', () => {
    const scene = new Scene()
    expect(words(scene, scene.stranger())).not.toContain('sts=')
    scene.run({ type: 'config', by: 0, atMs: 0, config })
    expect(words(scene, scene.stranger(), '')).not.toContain('sts')
  })

  it('is no capability that can be asked for', () => {
    const scene = new Scene()
    scene.run({ type: 'config', by: 0, atMs: 0, config })
    const { id } = scene.stranger()
    expect(scene.hear(id, 'CAP REQ sts')).toEqual(['? < :s CAP * NAK :sts'])
  })
})

describe('CAP of a member', () => {
  it('is answered under the nick of now', () => {
    const scene = new Scene().enter('ann')
    scene.line('ann', 'NICK anna')
    expect(scene.line('anna', 'CAP LIST')).toEqual(['anna < :s CAP anna LIST :'])
  })

  it('is answered at any time, and holds nothing up', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'cap ls')).toEqual([`ann < :s CAP ann LS :${all}`])
    expect(scene.line('ann', 'CAP REQ setname')).toEqual(['ann < :s CAP ann ACK :setname'])
    expect(scene.peer(1).negotiating).toBe(false)
    expect(scene.line('ann', 'CAP END')).toEqual([])
    expect(scene.line('ann', 'CAP')).toEqual(['ann < :s 461 ann CAP :Not enough parameters'])
    expect(scene.line('ann', 'CAP :')).toEqual(['ann < :s 410 ann * :Invalid CAP command'])
  })
})
