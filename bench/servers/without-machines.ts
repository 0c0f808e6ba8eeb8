import { createSecureContext } from 'node:tls'
import type { ConnectionContext, ConnectionEvent } from '../../src/actors/connection.ts'
import { drain } from '../../src/actors/drain.ts'
import { hostOf } from '../../src/actors/host.ts'
import { Inbox } from '../../src/actors/inbox.ts'
import { start } from '../../src/actors/room.ts'
import { openLocalSequencer } from '../../src/actors/sequencer.ts'
import { apply } from '../../src/actors/apply.ts'
import type { RoomEvent, RoomInput, RoomRef, RoomState } from '../../src/actors/state.ts'
import { Port } from '../../src/actors/port.ts'
import { limitsFor } from '../../src/cli/daemon/limits.ts'
import { createCloak } from '../../src/ops/cloak.ts'
import { NodeHashing } from '../../src/ops/hashing.ts'
import type { Link } from '../../src/protocol/link.ts'
import { createPeer, isComplete } from '../../src/room/peer.ts'
import { openListener } from '../../src/transport/listener.ts'

const limits = limitsFor({ limits: false })
const steadyMs = (): number => performance.now()
const note = (): void => {}
const input: RoomInput = {
  facts: { name: 'bench', server: 'earshot.local', version: '0', admin: [], boot: '00000000', limits },
  config: { motd: [], hiddenCaps: [] },
  hashing: new NodeHashing(),
  nowMs: Date.now,
  steadyMs,
  defer: setImmediate,
  later: () => {},
  cloak: createCloak(new Uint8Array(32)),
  openSequencer: openLocalSequencer,
  maxConnections: 100_000,
  note,
  noteFor: () => note,
}

/**
 * earshot without xstate: the same transport, inbox, room and delivery, but a connection is an object that is called,
 * and so is the room. It has no deadlines and no log, and nobody watches whom. What earshot costs more than this is
 * what its actors cost. Gives the port.
 */
export async function openWithoutMachines(): Promise<number> {
  const state = createState()
  const opened = (link: Link): void => void new Connection(state, link)
  const failed = (error: Error): never => {
    throw error
  }
  const { maxConnections } = input
  const { port } = await openListener({
    port: 0,
    bind: '127.0.0.1',
    limits,
    maxConnections,
    note,
    tls: () => createSecureContext(),
    site: {
      files: new Map(),
      hosts: new Set(),
      origins: new Set(),
      isTlsOnly: false,
      readiness: () => 'ready',
    },
    opened,
    failed,
  })
  return port
}

/** The room's own state; what it would send to itself is done at once. */
function createState(): RoomState {
  const send = (event: RoomEvent): void => {
    if (event.type === 'turned') state.delivery.flush()
    else if (event.type === 'sequenced') for (const entry of event.entries) apply(state, entry)
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of an actor, only this is used
  const state = start({ send } as RoomRef, input)
  return state
}

function hostsOf(from: string): { readonly host: string; readonly address: string } {
  return { host: input.cloak(from), address: hostOf(from) }
}

/** What `connectionMachine` does, written out. */
class Connection {
  readonly #roomState: RoomState
  readonly #context: ConnectionContext
  #state: 'connecting' | 'named' | 'active' | 'left' = 'connecting'

  constructor(state: RoomState, link: Link) {
    const id = ++state.lastId
    const peer = createPeer(id, hostsOf(link.remote.address))
    const inbox = new Inbox(limits, steadyMs())
    const port = new Port(state, id, note)
    this.#roomState = state
    this.#context = { peer, inbox, link, port, faults: new Set(), wrongTriesMs: [] }
    state.slots.set(id, { id, ref: this, link, peer, inbox, note, openedMs: inbox.seenMs, pingedMs: 0 })
    state.delivery.attach(id, link)
    link.start({
      input: (inputs) => this.send({ type: 'input', inputs }),
      closed: (reason) => this.send({ type: 'closed', reason }),
    })
  }

  send(event: ConnectionEvent): void {
    const { peer, inbox, port } = this.#context
    if (event.type === 'input') inbox.push(event.inputs, port.steadyMs())
    else if (event.type === 'admitted') this.#state = 'active'
    else if (event.type === 'denied') {
      this.#state = 'connecting'
      peer.nick = undefined
    } else if ('reason' in event) peer.farewell = event.reason
    this.#goOn()
  }

  #goOn(): void {
    const { peer, inbox, link, port } = this.#context
    if (this.#state === 'left') return
    if (this.#state !== 'named') drain(this.#context, this.#state === 'active')
    if (inbox.isEmpty) link.resume()
    else link.pause()
    if (peer.farewell !== undefined) this.#leave(peer.farewell)
    else if (this.#state === 'connecting' && isComplete(peer)) {
      this.#state = 'named'
      inbox.inFlight++
      const { id, nick = '', user = '', host, address, realname } = peer
      port.append([{ type: 'register', by: id, atMs: port.nowMs(), nick, user, host, address, realname }])
    }
  }

  #leave(reason: string): void {
    const { slots, delivery, sequencer } = this.#roomState
    const { id } = this.#context.peer
    this.#state = 'left'
    delivery.detach(id, { words: `ERROR :${reason}\r\n`, cause: 'left' })
    slots.delete(id)
    sequencer.append([{ type: 'leave', by: id, atMs: Date.now(), reason }])
  }
}
