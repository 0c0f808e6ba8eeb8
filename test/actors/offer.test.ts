import { describe, expect, it } from 'vitest'
import type { CapName } from '../../src/protocol/caps.ts'
import { RoomWorld } from './world.ts'

/** A room whose operator hides capabilities while it runs. */
class Hiding extends RoomWorld {
  hide(...hiddenCaps: CapName[]): void {
    this.configure(...hiddenCaps)
    this.settle()
  }

  configure(...hiddenCaps: CapName[]): void {
    const config = { motd: [], hiddenCaps }
    this.state.sequencer.append([{ type: 'config', by: 0, atMs: this.time.now(), config }])
  }
}

describe('a capability that is hidden while the daemon runs', () => {
  it('is told to holders of cap-notify, and taken from all (capability-negotiation, "CAP DEL")', () => {
    const world = new Hiding()
    const told = world.join('ann', { caps: 'cap-notify setname echo-message' })
    const untold = world.join('bob', { caps: 'setname echo-message' })
    world.hide('setname', 'batch')
    expect(told.hears()).toEqual([':earshot.test CAP ann DEL setname batch'])
    expect(untold.hears()).toEqual([])
    for (const link of [told, untold]) link.says('CAP LIST')
    world.settle()
    expect(told.hears()).toEqual([':earshot.test CAP ann LIST echo-message cap-notify'])
    expect(untold.hears()).toEqual([':earshot.test CAP bob LIST echo-message'])
  })

  it('changes the form of lines from its DEL on, and not before', () => {
    const world = new Hiding()
    const ann = world.join('ann', { caps: 'cap-notify server-time', channels: '#a' })
    const bob = world.join('bob', { channels: '#a' })
    world.time.advance(10_000)
    ann.hears()
    bob.says('PRIVMSG #a :before')
    world.configure('server-time')
    bob.says('PRIVMSG #a :after')
    world.settle()
    expect(ann.hears().map((line) => line.replace(/^@time=\S+/, '@time'))).toEqual([
      '@time :bob!~bob@10.0.0.1 PRIVMSG #a before',
      '@time :earshot.test CAP ann DEL server-time',
      ':bob!~bob@10.0.0.1 PRIVMSG #a after',
    ])
  })

  it('is told to who still registers, by the nick that it has so far', () => {
    const world = new Hiding()
    const link = world.connect()
    link.says('CAP LS 302', 'CAP REQ setname')
    world.settle()
    link.hears()
    world.hide('setname')
    expect(link.hears()).toEqual([':earshot.test CAP * DEL setname'])
    link.says('NICK ann')
    world.hide()
    expect(link.hears()).toEqual([':earshot.test CAP ann NEW setname'])
    link.says('CAP LIST')
    world.settle()
    expect(link.hears()).toEqual([':earshot.test CAP ann LIST cap-notify'])
  })

  it('cannot be cap-notify: nobody is told, and who has it keeps it', () => {
    const world = new Hiding()
    const ann = world.join('ann', { caps: 'cap-notify' })
    world.hide('cap-notify')
    world.hide()
    expect(ann.hears()).toEqual([])
    ann.says('CAP LIST')
    world.settle()
    expect(ann.hears()).toEqual([':earshot.test CAP ann LIST cap-notify'])
  })

  it('is NEW when it is offered again, and nobody has it unasked', () => {
    const world = new Hiding()
    const ann = world.join('ann', { caps: 'cap-notify setname' })
    world.hide('setname')
    world.hide('batch')
    expect(ann.hears()).toEqual([
      ':earshot.test CAP ann DEL setname',
      ':earshot.test CAP ann DEL batch',
      ':earshot.test CAP ann NEW setname',
    ])
    ann.says('CAP LIST', 'CAP REQ setname')
    world.settle()
    expect(ann.hears()).toEqual([
      ':earshot.test CAP ann LIST cap-notify',
      ':earshot.test CAP ann ACK setname',
    ])
  })
})
