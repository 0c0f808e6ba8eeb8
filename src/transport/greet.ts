import type { Socket } from 'node:net'
import type { Limits } from '../protocol/limits.ts'
import { hasClientHello } from './client-hello.ts'
import { closeWith } from './last-words.ts'
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
  // Without a word: a browser opens connections before it needs them, and would take it for the answer to what it asks next.
  const end = (reason: string): void => {
    if (done) return
    stop()
    greeting.refused(reason)
    closeWith(socket, nothing)
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
  const deadline = setTimeout(() => end('nothing said in time'), limits.firstByteMs)
  socket.on('readable', look).once('end', gone).once('close', gone)
  return end
}
