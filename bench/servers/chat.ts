import type { Socket } from 'node:net'

/** What a reference server knows of one connection. */
export interface Member {
  readonly socket: Socket
  nick: string
  source: string
  readonly channels: Set<Channel>
  /** The start of a line whose end has not come yet. */
  carry: string
}

export type Channel = Set<Member>

/** How lines reach the members of a channel: the one thing in which the reference servers differ. */
export interface Delivery {
  /** A line, with its line end, to all members of the channel but `except`. */
  say(channel: Channel, line: string, except: Member | undefined): void
  /** Lines to one member. */
  answer(member: Member, lines: string): void
}

/**
 * As little of a chat server as can be measured: NICK, USER, JOIN, PART, PRIVMSG, PING, QUIT; no limits, tags, modes,
 * history or log. What earshot costs more than this is the price of everything else that it does.
 */
export class Chat {
  readonly #channels = new Map<string, Channel>()
  readonly #delivery: Delivery

  constructor(delivery: Delivery) {
    this.#delivery = delivery
  }

  enter(socket: Socket): Member {
    return { socket, nick: '', source: '', channels: new Set(), carry: '' }
  }

  leave(member: Member): void {
    for (const channel of member.channels) {
      channel.delete(member)
      this.#delivery.say(channel, `:${member.source} QUIT :gone\r\n`, undefined)
    }
    member.channels.clear()
  }

  /** Takes one read. */
  read(member: Member, chunk: Buffer): void {
    const text = member.carry + chunk.toString('latin1')
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      this.#line(member, text.slice(from, text.charCodeAt(end - 1) === 13 ? end - 1 : end))
      from = end + 1
    }
    member.carry = text.slice(from)
  }

  #line(me: Member, line: string): void {
    const space = line.indexOf(' ')
    const rest = space === -1 ? '' : line.slice(space + 1)
    switch (space === -1 ? line : line.slice(0, space)) {
      case 'PRIVMSG': {
        const end = rest.indexOf(' ')
        const channel = this.#channels.get(rest.slice(0, end))
        if (channel !== undefined) this.#delivery.say(channel, `:${me.source} ${line}\r\n`, me)
        break
      }
      case 'NICK':
        me.nick = rest
        break
      case 'USER':
        me.source = `${me.nick}!${rest.slice(0, rest.indexOf(' '))}@127.0.0.1`
        this.#delivery.answer(me, `:bench 001 ${me.nick} :Welcome\r\n`)
        break
      case 'JOIN':
        this.#join(me, rest)
        break
      case 'PART':
        this.#part(me, rest)
        break
      case 'PING':
        this.#delivery.answer(me, `:bench PONG bench ${rest}\r\n`)
        break
      case 'QUIT':
        me.socket.end()
        break
    }
  }

  #join(me: Member, name: string): void {
    let channel = this.#channels.get(name)
    if (channel === undefined) this.#channels.set(name, (channel = new Set()))
    channel.add(me)
    me.channels.add(channel)
    this.#delivery.say(channel, `:${me.source} JOIN ${name}\r\n`, undefined)
    const names = [...channel].map(({ nick }) => nick).join(' ')
    this.#delivery.answer(
      me,
      `:bench 353 ${me.nick} = ${name} :${names}\r\n:bench 366 ${me.nick} ${name} :End\r\n`,
    )
  }

  #part(me: Member, name: string): void {
    const channel = this.#channels.get(name)
    if (channel === undefined) return
    this.#delivery.say(channel, `:${me.source} PART ${name}\r\n`, undefined)
    channel.delete(me)
    me.channels.delete(channel)
    if (channel.size === 0) this.#channels.delete(name)
  }
}
