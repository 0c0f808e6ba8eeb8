import type { Event } from './events.ts'
import type { Line, Link, Message, Office } from './office.ts'

/** An event without its time: one for each kind. */
type Untimed<E> = E extends Event ? Omit<E, 'at'> : never

/** A place in the room's order. */
interface Spot {
  readonly life: string
  readonly seq: number
}

/** A channel as a person's client has it. */
interface View {
  /** Up to where nothing is missing. */
  seen: Spot | undefined
  /** Where it came in last. */
  joined: Spot | undefined
  /** What comes live while it waits for what it missed. */
  held: Message[] | undefined
  isLeaving: boolean
}

/** A client that does all that the promise asks of one, for the model. It acts only where it can. */
export class Person {
  readonly events: Event[] = []
  link: Link | undefined
  nick: string
  readonly #name: string
  readonly #tick: () => number
  readonly #views = new Map<string, View>()
  /** What was shown last, by channel. */
  readonly #top = new Map<string, Spot>()
  /** Where it has said that a life ended, and not come in since. */
  readonly #saidSo = new Set<string>()
  #pending: { channel: string; token: string }[] = []
  #said = 0
  #office: Office

  constructor(name: string, office: Office, tick: () => number) {
    this.#name = name
    this.nick = name
    this.#office = office
    this.#tick = tick
    this.#log({ kind: 'named', nick: name })
  }

  /** `early`: a new life's gap lines come at once and not when the history has been asked for. */
  connect(office: Office, early: boolean): void {
    if (this.link !== undefined) return
    this.#office = office
    const link: Link = { up: [], down: [] }
    this.link = link
    this.#log({ kind: 'connected', life: office.life })
    for (const [channel, view] of this.#views) {
      if (early && this.#isOfAnotherLife(view) && !this.#saidSo.has(channel)) {
        this.#gap(channel)
        if (view.joined?.life === office.life) view.seen = view.joined
        else this.#saidSo.add(channel)
      }
      view.held = []
      link.up.push({ do: 'join', channel })
      const isSame = view.seen?.life === office.life
      link.up.push({ do: 'history', channel, after: isSame ? view.seen?.seq : undefined, newest: 1_000 })
    }
  }

  /** The link is gone, and all that was under way. */
  lose(): void {
    if (this.link === undefined) return
    this.#office.close(this.link)
    this.link = undefined
    this.#log({ kind: 'disconnected' })
    for (const [channel, { isLeaving }] of this.#views) if (isLeaving) this.#leave(channel)
  }

  join(channel: string, withBacklog: boolean): void {
    if (this.link === undefined || this.#views.has(channel)) return
    this.#views.set(channel, {
      seen: undefined,
      joined: undefined,
      held: withBacklog ? [] : undefined,
      isLeaving: false,
    })
    this.link.up.push({ do: 'join', channel })
    if (withBacklog) this.link.up.push({ do: 'history', channel, after: undefined, newest: 2 })
  }

  say(channel: string): void {
    if (!this.#isAtEase(channel)) return
    const token = `${this.#name}${++this.#said}`
    this.#pending.push({ channel, token })
    this.#send(channel, token)
  }

  part(channel: string): void {
    const view = this.#views.get(channel)
    if (view === undefined || !this.#isAtEase(channel)) return
    view.isLeaving = true
    this.link?.up.push({ do: 'part', channel })
  }

  kicked(channel: string): void {
    if (this.link !== undefined && this.#isAtEase(channel)) this.#office.remove(this.link, channel)
  }

  rename(): void {
    this.nick += '_'
    this.#log({ kind: 'named', nick: this.nick })
  }

  settle(): void {
    this.link?.up.push({ do: 'ping', since: this.#tick() })
  }

  /** Takes the next line. */
  hear(): void {
    const line = this.link?.down.shift()
    switch (line?.did) {
      case 'joined': {
        const view = this.#views.get(line.channel)
        const here = { life: this.#office.life, seq: line.seq }
        if (this.#saidSo.delete(line.channel) && view !== undefined) view.seen = here
        if (view !== undefined) Object.assign(view, { joined: here, seen: view.seen ?? here })
        this.#log({ kind: 'joined', channel: line.channel, msgid: this.#msgid(line) })
        break
      }
      case 'gone':
        this.#leave(line.channel, this.#msgid(line))
        break
      case 'said': {
        const { held } = this.#views.get(line.message.channel) ?? {}
        if (held === undefined) this.#show(line.message, 'live')
        else held.push(line.message)
        break
      }
      case 'history':
        this.#catchUp(line)
        break
      case 'pong':
        if (![...this.#views.values()].some(({ held }) => held))
          this.#log({ kind: 'settled', since: line.since })
        break
      case undefined:
        break
    }
  }

  #catchUp({ channel, messages, forgot }: Extract<Line, { did: 'history' }>): void {
    const view = this.#views.get(channel)
    if (view === undefined) return
    const isNew = this.#isOfAnotherLife(view)
    if (forgot || isNew) this.#gap(channel)
    // A short memory can begin after what came live while it was asked.
    const all = [...messages, ...(view.held ?? [])].toSorted((a, b) => a.seq - b.seq)
    for (const message of all) this.#show(message, messages.includes(message) ? 'history' : 'live')
    view.held = undefined
    const { life } = this.#office
    if (isNew) view.seen = view.joined
    const top = this.#top.get(channel)
    if (top?.life === life && top.seq > (view.seen?.seq ?? 0)) view.seen = top
    const unsure = this.#pending.filter((one) => one.channel === channel)
    for (const { token } of unsure) this.#send(channel, token)
  }

  #show(message: Message, via: 'live' | 'history'): void {
    const { channel, token, life, seq, nick, time } = message
    const msgid = this.#msgid(message)
    const top = this.#top.get(channel)
    if (top?.life !== life || top.seq < seq) {
      this.#log({ kind: 'shown', channel, msgid, sender: nick, token, text: textOf(token), time, via })
      this.#top.set(channel, { life, seq })
      const view = this.#views.get(channel)
      if (view?.held === undefined && view?.seen?.life === life) view.seen = { life, seq }
    }
    if (token.startsWith(this.#name)) this.#log({ kind: 'echoed', channel, token, msgid })
    this.#pending = this.#pending.filter((one) => one.channel !== channel || one.token !== token)
  }

  /** Nobody can know now whether what it said was taken: the person is asked, and says no. */
  #gap(channel: string): void {
    this.#pending = this.#pending.filter((one) => one.channel !== channel)
    this.#log({ kind: 'gap', channel })
  }

  #leave(channel: string, msgid?: string): void {
    this.#views.delete(channel)
    this.#pending = this.#pending.filter((one) => one.channel !== channel)
    this.#saidSo.delete(channel)
    this.#log({ kind: 'left', channel, ...(msgid === undefined ? {} : { msgid }) })
  }

  #send(channel: string, token: string): void {
    this.#log({ kind: 'sent', channel, token, text: textOf(token) })
    this.link?.up.push({ do: 'say', channel, token, nick: this.nick })
  }

  #isOfAnotherLife({ seen }: View): boolean {
    return seen !== undefined && seen.life !== this.#office.life
  }

  /**
   * Connected, knows when it came in, and is not waiting for what it missed. Who spoke before it knew that could not
   * tell after a cut whether a life ended or its words were forgotten meanwhile, and might say them twice.
   */
  #isAtEase(channel: string): boolean {
    const { seen, held, isLeaving = true } = this.#views.get(channel) ?? {}
    return this.link !== undefined && seen !== undefined && held === undefined && !isLeaving
  }

  #msgid({ seq }: { seq: number }): string {
    return `${this.#office.life}-${seq.toString(36)}`
  }

  #log(event: Untimed<Event>): void {
    this.events.push({ at: this.#tick(), ...event })
  }
}

const textOf = (token: string): string => `${token} says so`
