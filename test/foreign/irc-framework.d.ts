/** As much of irc-framework (it has no types of its own) as the tests use. */
declare module 'irc-framework' {
  import type { EventEmitter } from 'node:events'

  interface ClientOptions {
    readonly host: string
    readonly port: number
    readonly nick: string
    readonly username: string
    readonly gecos: string
    readonly auto_reconnect: boolean
    readonly enable_chghost: boolean
    readonly enable_echomessage: boolean
    readonly enable_setname: boolean
    readonly tls?: boolean
    readonly rejectUnauthorized?: boolean
    /** The library's own, of another module. */
    readonly transport?: unknown
    readonly path?: string
    readonly websocket_protocol?: string
    readonly account?: { readonly account?: string; readonly password?: string }
    readonly sasl_mechanism?: string
    readonly client_certificate?: { readonly private_key: string; readonly certificate: string }
  }

  type Middleware = (name: string, event: object | undefined, client: Client, next: () => void) => void

  interface Chain {
    use(middleware: Middleware): void
  }

  export class Client extends EventEmitter {
    /** What is put into the chains sees every line, and every event that comes of it. */
    use(middleware: (client: Client, raw: unknown, parsed: Chain) => void): void
    connect(options: ClientOptions): void
    /** Before it connects: what it asks for besides the library's own list. */
    requestCap(names: readonly string[]): void
    say(target: string, text: string): void
    action(target: string, text: string): void
    tagmsg(target: string, tags: Readonly<Record<string, string>>): void
    join(channel: string, key?: string): void
    part(channel: string): void
    invite(channel: string, nick: string): void
    ban(channel: string, mask: string): void
    banlist(channel: string): void
    inviteList(channel: string): void
    addMonitor(nick: string): void
    whowas(nick: string): void
    setTopic(channel: string, topic: string): void
    changeNick(nick: string): void
    mode(channel: string, mode: string, target: string): void
    quit(): void
    raw(...parts: string[]): void
    whois(nick: string): void
    who(target: string): void
    list(): void
    quit(reason: string): void
  }
}

/** What it speaks through in a browser. */
declare module 'irc-framework/src/transports/websocket.js' {
  const transport: unknown
  export default transport
}
