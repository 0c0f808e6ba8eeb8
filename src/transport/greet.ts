import type { Socket } from 'node:net'
import type { Limits } from '../protocol/limits.ts'
import { closeWith } from './last-words.ts'
import { type Speech, httpRefusal, sniff, tlsRefusal } from './sniff.ts'

interface Greeting {
  /** It speaks IRC; nothing has been taken from the socket. */
  readonly irc: () => void
  /** It was closed. */
  readonly refused: (reason: string) => void
}

/** As many bytes as the longest first word that could still become another speech. */
const longestStart = 16
const nothing = Buffer.alloc(0)

/**
 * Looks at a connection's first bytes and leaves them in the socket. Its own absolute deadline ends who says nothing:
 * an idle time-out would be reset by a byte now and then.
 */
export function greet(socket: Socket, limits: Pick<Limits, 'firstByteMs'>, greeting: Greeting): void {
  const deadline = setTimeout(() => end('nothing said in time'), limits.firstByteMs)
  const stop = (): void => {
    clearTimeout(deadline)
    socket.off('readable', look).off('end', gone).off('close', gone)
  }
  const end = (reason: string, lastBytes: Uint8Array = nothing): void => {
    stop()
    greeting.refused(reason)
    closeWith(socket, lastBytes)
  }
  let start = nothing
  const look = (): void => {
    const chunk: unknown = socket.read()
    if (!Buffer.isBuffer(chunk) || chunk.length === 0) return
    start = Buffer.concat([start, chunk])
    const speech: Speech = sniff(start.toString('latin1', 0, longestStart))
    if (speech === 'tls') return end('TLS is not spoken here yet', tlsRefusal)
    if (speech === 'http') return end('HTTP is not spoken here yet', httpRefusal)
    if (speech === 'unsure') return
    stop()
    socket.unshift(start)
    greeting.irc()
  }
  const gone = (): void => end('closed without a word')
  socket.on('readable', look).once('end', gone).once('close', gone)
}
