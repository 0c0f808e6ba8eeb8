import { signedOverheadBytes } from './frame.ts'
import { hereFields, mostAddresses } from './here.ts'
import type { Here } from './here.ts'
import { cleanRoom } from './room-name.ts'
import { utf8Bytes } from '../utf8.ts'

/**
 * The body of a `here` whose datagram is at most `bytes` long: addresses go from the end, then the name is cut
 * at a code point. Undefined when nothing of the name would be left; then there is nothing to say in that size.
 */
export function fitHere(here: Here, bytes: number): string | undefined {
  const most = bytes - signedOverheadBytes
  const addresses = here.addresses.slice(0, mostAddresses)
  const name = Array.from(cleanRoom(here.room))
  for (;;) {
    // A cut behind a space would be read back without it, and so differ from what was signed for.
    const room = name.join('').trimEnd()
    if (room === '') return undefined
    const body = JSON.stringify(hereFields({ ...here, addresses, room }))
    if (utf8Bytes(body) <= most) return body
    if (addresses.length > 0) addresses.pop()
    else name.pop()
  }
}
