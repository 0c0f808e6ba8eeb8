import type { Socket } from 'node:net'
import type { Limits } from '../protocol/limits.ts'
import { hasClientHello } from './client-hello.ts'
import { closeWith, errorLine } from './last-words.ts'
import { type Speech, sniff } from './sniff.ts'

interface Greeting {
  /** What it speaks, and the bytes that said so, of TLS all of its ClientHello; nothing has been taken from the socket. */
  readonly speaks: (speech: Exclude<Speech, 'unsure'>, start: Buffer) => void
  /** It was closed. */
  readonly refused: (reason: string) => void
}

/** As many bytes as the longest first word that could still become another speech. */
const longestStart = 16
const nothing = Buffer.alloc(0)

/**
 * Looks at a connection's first bytes and leaves them in the socket. Its own absolute deadline ends who says nothing:
 * an idle time-out would be reset by a byte now and then. Gives what closes it with a reason while it is still looked at.
 */
export function greet(
  socket: Socket,
  limits: Pick<Limits, 'firstByteMs'>,
  greeting: Greeting,
): (reason: string) => void {
  let start = nothing
  let done = false
  const stop = (): void => {
    done = true
    clearTimeout(deadline)
    socket.off('readable', look).off('end', gone).off('close', gone)
  }
  const end = (reason: string, lastBytes: Uint8Array = nothing): void => {
    if (done) return
    stop()
    greeting.refused(reason)
    closeWith(socket, lastBytes)
  }
  const look = (): void => {
    const chunk: unknown = socket.read()
    if (!Buffer.isBuffer(chunk) || chunk.length === 0) return
    start = Buffer.concat([start, chunk])
    const speech = sniff(start.toString('latin1', 0, longestStart))
    if (speech === 'unsure' || (speech === 'tls' && !hasClientHello(start))) return
    stop()
    socket.unshift(start)
    // A stream gives up its 'readable' mode one tick after its last listener, and starts to flow then if there is a
    // 'data' listener, even one that was paused meanwhile.
    process.nextTick(greeting.speaks, speech, start)
  }
  const gone = (): void => end('closed without a word')
  // Who has said nothing at all is most likely a person with a line client, and can be told.
  const abandon = (reason: string): void => end(reason, start.length === 0 ? errorLine(reason) : nothing)
  const deadline = setTimeout(() => abandon('nothing said in time'), limits.firstByteMs)
  socket.on('readable', look).once('end', gone).once('close', gone)
  return abandon
}
