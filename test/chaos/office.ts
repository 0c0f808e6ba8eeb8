/** One life of a daemon as the promise has it, for the model: an order, and a memory that keeps the newest. */
export class Office {
  readonly life: string
  /** How many messages it took. */
  messages = 0
  readonly #keeps: number
  readonly #now: () => number
  readonly #rooms = new Map<string, Room>()
  #seq = 0

  constructor(life: string, keeps: number, now: () => number) {
    this.life = life
    this.#keeps = keeps
    this.#now = now
  }

  /** Takes the next request of a link. */
  take(link: Link): void {
    const request = link.up.shift()
    switch (request?.do) {
      case 'join':
        this.#room(request.channel).members.add(link)
        link.down.push({ did: 'joined', channel: request.channel, seq: ++this.#seq })
        break
      case 'history':
        link.down.push(this.#history(request))
        break
      case 'say':
        this.#say(link, request)
        break
      case 'part':
        this.remove(link, request.channel)
        break
      case 'ping':
        link.down.push({ did: 'pong', since: request.since })
        break
      case undefined:
        break
    }
  }

  /** Parts or kicks a member; who is none is left alone. */
  remove(link: Link, channel: string): void {
    if (this.#room(channel).members.delete(link)) link.down.push({ did: 'gone', channel, seq: ++this.#seq })
  }

  close(link: Link): void {
    for (const { members } of this.#rooms.values()) members.delete(link)
  }

  #say(link: Link, { channel, token, nick }: Saying): void {
    const { members, memory } = this.#room(channel)
    if (!members.has(link)) return
    const before = memory.find((message) => message.token === token)
    if (before !== undefined) {
      link.down.push({ did: 'said', message: before })
      return
    }
    this.messages++
    const message = { life: this.life, seq: ++this.#seq, channel, token, nick, time: this.#now() }
    memory.push(message)
    for (const member of members) member.down.push({ did: 'said', message })
    if (memory.length > this.#keeps) this.#room(channel).forgotten = memory.shift()?.seq ?? 0
  }

  /** What came after a place, unless some of it is forgotten; else the newest. */
  #history({ channel, after, newest }: Asking): Line {
    const { memory, forgotten } = this.#room(channel)
    const forgot = after !== undefined && after < forgotten
    if (after === undefined || forgot)
      return { did: 'history', channel, messages: memory.slice(-newest), forgot }
    return { did: 'history', channel, messages: memory.filter(({ seq }) => seq > after), forgot }
  }

  #room(channel: string): Room {
    const room = this.#rooms.get(channel) ?? { members: new Set(), memory: [], forgotten: 0 }
    this.#rooms.set(channel, room)
    return room
  }
}

interface Room {
  readonly members: Set<Link>
  readonly memory: Message[]
  forgotten: number
}

export interface Message {
  readonly life: string
  readonly seq: number
  readonly channel: string
  readonly token: string
  readonly nick: string
  readonly time: number
}

interface Saying {
  readonly do: 'say'
  readonly channel: string
  readonly token: string
  readonly nick: string
}

interface Asking {
  readonly do: 'history'
  readonly channel: string
  /** A seq of this life. */
  readonly after: number | undefined
  readonly newest: number
}

type Request =
  | Saying
  | Asking
  | { readonly do: 'join' | 'part'; readonly channel: string }
  | { readonly do: 'ping'; readonly since: number }

export type Line =
  | { readonly did: 'joined' | 'gone'; readonly channel: string; readonly seq: number }
  | { readonly did: 'said'; readonly message: Message }
  | {
      readonly did: 'history'
      readonly channel: string
      readonly messages: readonly Message[]
      readonly forgot: boolean
    }
  | { readonly did: 'pong'; readonly since: number }

/** What is under way in both directions. */
export interface Link {
  readonly up: Request[]
  readonly down: Line[]
}
