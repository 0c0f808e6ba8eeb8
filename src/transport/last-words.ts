import type { Socket } from 'node:net'

/** How long a peer may take to hear why it is closed. */
const lingerMs = 1_000

/**
 * Closes a socket after these bytes. What the peer still sends is read and forgotten, or the close would become a
 * reset that takes the bytes along.
 */
export function closeWith(socket: Socket, bytes: Uint8Array): void {
  socket.on('data', () => {})
  socket.resume()
  const timer = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('end', () => socket.destroySoon()).once('close', () => clearTimeout(timer))
  socket.end(bytes)
}
