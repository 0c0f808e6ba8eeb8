import type { RoomWorld } from '../../actors/world.ts'
import type { FakeLink } from '../../fake-link.ts'
import { Person } from './person.ts'
import { fromWire, toWire } from '../../../src/protocol/wire.ts'

/** Somebody in a real room, over links that break after any byte, up or down. */
export class Seat {
  readonly person: Person
  /** How many bytes still go each way before the link breaks. */
  left = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY }
  /** How many went. */
  passed = { up: 0, down: 0 }
  readonly #world: RoomWorld
  #link: FakeLink | undefined
  #read = 0
  #rest = ''

  constructor(world: RoomWorld, nick: string, tick: () => number, history = 0) {
    this.#world = world
    this.person = new Person(nick, { channels: ['#c'], history }, tick)
  }

  get isThere(): boolean {
    return this.#link !== undefined
  }

  connect(): void {
    const link = this.#world.connect()
    this.#link = link
    this.#read = 0
    this.#rest = ''
    this.person.begin((line) => this.#send(link, `${line}\r\n`))
  }

  cut(): void {
    const link = this.#link
    if (link === undefined) return
    this.#link = undefined
    link.state = 'cut'
    link.closes()
    this.person.lose()
  }

  /** Hears what came. True when there was something. */
  hear(): boolean {
    const link = this.#link
    const bytes = link && Buffer.concat(link.written).subarray(this.#read)
    if (bytes === undefined || bytes.length === 0) return false
    const come = bytes.subarray(0, this.left.down)
    this.#read += come.length
    this.left.down -= come.length
    this.passed.down += come.length
    const lines = (this.#rest + come.toString('latin1')).split('\r\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) if (this.#link === link) this.person.hear(fromWire(line))
    if (this.left.down === 0) this.cut()
    return true
  }

  #send(link: FakeLink, text: string): void {
    if (this.#link !== link) return
    const bytes = toWire(text).slice(0, this.left.up)
    this.left.up -= bytes.length
    this.passed.up += bytes.length
    link.sends(bytes)
    if (this.left.up === 0) this.cut()
  }
}
