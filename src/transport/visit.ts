import type { Socket } from 'node:net'
import type { SecureContext, TLSSocket } from 'node:tls'
import type { Limits } from '../protocol/limits.ts'
import type { Remote } from '../protocol/link.ts'
import { type Carrier, streamCarrier } from './carrier.ts'
import { greet } from './greet.ts'
import type { Web } from './http/web.ts'
import { closeWith, errorLine, reset } from './last-words.ts'
import { clientFingerprint, secure } from './tls.ts'
import { WebSocketCarrier } from './websocket/carrier.ts'

export interface VisitInput {
  readonly raw: Socket
  readonly address: string
  readonly port: number
  readonly limits: Limits
  readonly tls: () => SecureContext
  /** Lines are taken in TLS only. */
  readonly isTlsOnly: boolean
  readonly web: Web
  /** It speaks IRC. */
  readonly opened: (carrier: Carrier, remote: Remote) => void
  /** It was closed, or answered by an error; said once, why it was first. */
  readonly refused: (reason: string) => void
}

/** What a visitor is told who speaks plainly where only TLS is spoken. */
const tlsOnly = 'This room speaks TLS only: connect with TLS'

/**
 * An accepted socket until it is a link or gone: its first bytes say what it speaks, and so do the first inside of TLS.
 * Each stage has an absolute deadline of its own, whatever trickles in meanwhile, and its own way to be given up.
 */
export class Visit {
  readonly #input: VisitInput
  #refused: (reason: string) => void
  #giveUp: (reason: string) => void = () => {}
  #deadline: NodeJS.Timeout | undefined

  constructor(input: VisitInput) {
    this.#input = input
    this.#refused = (reason) => {
      this.#refused = () => {}
      input.refused(reason)
    }
    input.raw.once('close', () => clearTimeout(this.#deadline))
    this.#sniff(input.raw)
  }

  /** Ends it, wherever it is; nothing happens once it is a link. */
  abandon(reason: string): void {
    this.#giveUp(reason)
  }

  #sniff(stream: Socket, inside?: TLSSocket): void {
    const { limits, isTlsOnly } = this.#input
    this.#giveUp = greet(stream, limits, {
      refused: (reason) => this.#refused(reason),
      speaks: (speech, start) => {
        if (speech === 'http') return this.#http(stream, inside)
        if (speech === 'tls' && inside === undefined) return this.#handshake(start)
        if (speech === 'irc' && (inside !== undefined || !isTlsOnly))
          return this.#open(
            streamCarrier(stream, this.#input.raw),
            inside === undefined ? 'tcp' : 'tls',
            inside,
          )
        const reason = speech === 'tls' ? 'TLS inside of TLS' : tlsOnly
        this.#refused(reason)
        closeWith(stream, speech === 'tls' ? Buffer.alloc(0) : errorLine(reason))
      },
    })
  }

  #handshake(start: Buffer): void {
    const { raw, limits, tls } = this.#input
    const stream = secure(raw, tls(), start)
    const listen = (): void =>
      void stream.once('error', broke).once('end', gone).once('close', gone).once('secure', done)
    const unlisten = (): void =>
      void stream.off('error', broke).off('end', gone).off('close', gone).off('secure', done)
    const broke = ({ code, message }: NodeJS.ErrnoException): void => fail(code ?? message)
    const gone = (): void => fail('closed')
    const fail = (why: string): void => {
      unlisten()
      this.#leaveStage()
      this.#refused(`TLS handshake: ${why}`)
      // Node leaves it open. No reset: the alert that says why is on its way.
      raw.destroy()
    }
    const done = (): void => {
      unlisten()
      this.#leaveStage()
      // A client may not ask for it again and again.
      stream.disableRenegotiation()
      this.#sniff(stream, stream)
    }
    listen()
    this.#enterStage(limits.tlsHandshakeMs, 'TLS handshake: too slow')
  }

  #http(stream: Socket, inside: TLSSocket | undefined): void {
    const { raw, address, limits, web } = this.#input
    this.#enterStage(limits.httpHeadMs, 'HTTP: too slow', stream)
    web.receive(stream, {
      address,
      isSecure: inside !== undefined,
      asked: () => this.#enterStage(limits.httpAnswerMs, 'HTTP: too slow', stream),
      refused: (reason) => this.#refused(reason),
      upgraded: (ws, form) => {
        const carrier = new WebSocketCarrier(ws, stream, raw, { form, limits })
        this.#open(carrier, inside === undefined ? 'ws' : 'wss', inside)
      },
    })
  }

  #open(carrier: Carrier, transport: Remote['transport'], inside: TLSSocket | undefined): void {
    const { address, port, opened } = this.#input
    this.#leaveStage()
    const certificate = inside === undefined ? undefined : clientFingerprint(inside)
    opened(carrier, { address, port, transport, ...(certificate === undefined ? {} : { certificate }) })
  }

  /** Given up, it is cut: there is nothing to be said to who is in the middle of a handshake or an answer. */
  #enterStage(ms: number, late: string, stream = this.#input.raw): void {
    this.#leaveStage()
    this.#giveUp = (reason) => {
      this.#leaveStage()
      this.#refused(reason)
      reset(this.#input.raw, stream)
    }
    this.#deadline = setTimeout(() => this.abandon(late), ms)
  }

  #leaveStage(): void {
    clearTimeout(this.#deadline)
    this.#giveUp = () => {}
  }
}
