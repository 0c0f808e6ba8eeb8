import { type IncomingMessage, type Server, STATUS_CODES, type ServerResponse, createServer } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Limits } from '../../protocol/limits.ts'
import { closeWith } from '../last-words.ts'
import { type Answer, guardHeaders, sentence } from './answer.ts'
import { askedOf } from './asked.ts'
import { type Site, answer, upgradeAnswer } from './site.ts'

/** What lines travel in, by the sub-protocol that was agreed on (IRCv3 websocket). */
export type WebSocketForm = 'text' | 'binary'

const forms = new Map<string, WebSocketForm>([
  ['text.ircv3.net', 'text'],
  ['binary.ircv3.net', 'binary'],
])

/** A connection that speaks HTTP. */
export interface HttpVisitor {
  readonly address: string
  readonly isSecure: boolean
  /** Its request was read. */
  readonly asked: () => void
  /** It was answered by an error. */
  readonly refused: (reason: string) => void
  /** It is a WebSocket from now on; the stream is still its own. */
  readonly upgraded: (ws: WebSocket, form: WebSocketForm) => void
}

/**
 * HTTP for connections that somebody else has accepted: one request each, GET or HEAD, and the upgrade to a WebSocket.
 * Deadlines are the visitor's: those of Node's server run only where it listens itself.
 */
export class Web {
  readonly #server: Server
  readonly #sockets: WebSocketServer
  readonly #site: Site
  /** Who has not been answered: one request each, and what the parser makes of what follows it is nothing. */
  readonly #visitors = new WeakMap<Duplex, HttpVisitor>()

  constructor(site: Site, limits: Limits) {
    this.#site = site
    this.#server = createServer({
      maxHeaderSize: limits.httpHeadBytes,
      requireHostHeader: false,
      keepAlive: false,
    })
    // One more than are taken: Node leaves out silently what is above its own bound.
    this.#server.maxHeadersCount = limits.httpHeaders + 1
    this.#server
      .on('request', (request, response) => this.#answer(request, response))
      .on('checkContinue', (request, response) => this.#answer(request, response))
      .on('checkExpectation', (request, response) => this.#answer(request, response))
      .on('upgrade', (request, stream, head) => this.#upgrade(request, stream, head))
      .on('connect', (request, stream) => this.#connect(request, stream))
      .on('clientError', (error: NodeJS.ErrnoException, stream) => this.#close(stream, faultOf(error)))
    const closing: object = { closeTimeout: limits.lingerMs } // Not among the types yet.
    this.#sockets = new WebSocketServer({
      ...closing,
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      autoPong: false,
      maxPayload: limits.webSocketMessageBytes,
      maxFragments: limits.webSocketFragments,
      maxBufferedChunks: limits.webSocketReads,
      handleProtocols: (offered) => Array.from(offered).find((name) => forms.has(name)) ?? false,
    })
    // A handshake that is none: by then nothing was answered yet.
    this.#sockets.on('wsClientError', (error, stream) =>
      this.#close(stream, sentence(400, `${error.message}.`, { 'Sec-WebSocket-Version': '13' })),
    )
  }

  /** Takes over a stream of which nothing was read. */
  receive(stream: Socket, visitor: HttpVisitor): void {
    this.#visitors.set(stream, visitor)
    this.#server.emit('connection', stream)
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const visitor = this.#visitors.get(request.socket)
    if (visitor === undefined) return
    const said = answer(askedOf(request, visitor, false), this.#site)
    const isHead = request.method === 'HEAD'
    if (said.status >= 400) return this.#close(request.socket, said, isHead)
    this.#visitors.delete(request.socket)
    visitor.asked()
    response.writeHead(said.status, headersOf(said))
    response.end(isHead ? undefined : said.body)
  }

  #connect(request: IncomingMessage, stream: Duplex): void {
    const visitor = this.#visitors.get(stream)
    if (visitor !== undefined) this.#close(stream, answer(askedOf(request, visitor, false), this.#site))
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const visitor = this.#visitors.get(stream)
    if (visitor === undefined) return
    visitor.asked()
    const said = upgradeAnswer(askedOf(request, visitor, true), this.#site)
    if (said !== undefined) return this.#close(stream, said, request.method === 'HEAD')
    this.#sockets.handleUpgrade(request, stream, head, (ws) => {
      visitor.upgraded(ws, forms.get(ws.protocol) ?? 'text')
    })
  }

  /** An answer also where Node has no response for it. Its peer may be in the middle of a body, and still hears it. */
  #close(stream: Duplex, said: Answer, isHead = false): void {
    const visitor = this.#visitors.get(stream)
    if (visitor === undefined || !(stream instanceof Socket)) return
    this.#visitors.delete(stream)
    if (said.status >= 400) visitor.refused(`HTTP ${said.status}`)
    const head = Object.entries(headersOf(said)).map(([name, value]) => `${name}: ${value}`)
    const first = `HTTP/1.1 ${said.status} ${STATUS_CODES[said.status] ?? ''}`
    const bytes = Buffer.from(`${[first, ...head].join('\r\n')}\r\n\r\n`, 'latin1')
    closeWith(stream, isHead ? bytes : Buffer.concat([bytes, said.body]))
  }
}

function headersOf({ status, headers, body }: Answer): Record<string, string> {
  const length = status === 304 ? {} : { 'Content-Length': String(body.length) }
  return { ...headers, ...length, ...guardHeaders, Connection: 'close' }
}

/** What Node's parser could not read. */
function faultOf({ code }: NodeJS.ErrnoException): Answer {
  return code === 'HPE_HEADER_OVERFLOW'
    ? sentence(431, 'The head of the request is too long.')
    : sentence(400, 'This is no HTTP/1.1 request.')
}
