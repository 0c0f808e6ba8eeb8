import { numerics } from '../../protocol/numerics.ts'
import type { Aside } from '../aside.ts'

/** REHASH: RFC 2812 §4.2. The files are read after the answer; a broken one is said then. */
export function rehash(aside: Aside): void {
  if (aside.around.rehash()) return aside.reply(numerics.RPL_REHASHING())
  aside.send('FAIL', 'REHASH', 'IN_PROGRESS', 'The files are being read already')
}
