import type { Socket } from 'node:net'

/** How long a peer that was never let in may take to hear why. */
const refusedLingerMs = 1_000

/** What an IRC client shows its user when it is not let in. */
export function errorLine(reason: string): Buffer {
  return Buffer.from(`ERROR :Closing link: (${reason})\r\n`, 'latin1')
}

/**
 * Closes a socket after these bytes. What the peer still sends is read and forgotten, or the close would become a
 * reset that takes the bytes along.
 */
export function closeWith(socket: Socket, bytes: Uint8Array): void {
  if (socket.destroyed) return
  const timer = setTimeout(() => socket.destroy(), refusedLingerMs)
  socket
    .once('close', () => clearTimeout(timer))
    .once('end', () => socket.destroySoon())
    .on('data', () => {})
  socket.resume()
  socket.end(bytes)
}

/**
 * Ends a socket at once, without a word: destroy() alone would leave a FIN stuck behind a full send buffer. Never
 * throws. While a FIN is on its way Node cannot reset (EINVAL, and the descriptor is never closed); then the system has
 * all the bytes already, and destroy() does. `stream` is what stands on the socket, such as TLS: its end is the FIN's.
 */
export function reset(socket: Socket, stream: Socket = socket): void {
  const isFinishing = stream.writableEnded && !stream.writableFinished && stream.writableLength === 0
  if (isFinishing) socket.destroy()
  else socket.resetAndDestroy()
}
