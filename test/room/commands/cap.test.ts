import { describe, expect, it } from 'vitest'
import { caps, has } from '../../../src/protocol/caps.ts'
import { isComplete } from '../../../src/room/peer.ts'
import { Scene } from '../harness.ts'

const all = Object.keys(caps).join(' ')

function stranger(): { say: (line: string) => string[]; peer: ReturnType<Scene['stranger']> } {
  const scene = new Scene()
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
    expect(say('CAP FOO')).toEqual(['? < :s 410 * FOO :Invalid CAP command'])
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
    expect(say('CAP REQ :echo-message  batch ')).toEqual(['? < :s CAP * ACK :echo-message  batch '])
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

  it('that an answer could not repeat is 417', () => {
    const { say, peer } = stranger()
    expect(say(`CAP REQ :${'batch '.repeat(70)}`)).toEqual(['? < :s 417 * :Input line was too long'])
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
