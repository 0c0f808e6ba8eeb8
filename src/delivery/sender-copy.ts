import { has } from '../protocol/caps.ts'
import type { Outcome } from '../room/outcome.ts'
import { type Reader, sees } from './reader.ts'

/** A public line of the room. */
export type Said = Extract<Outcome, { type: 'said' }>

/**
 * How the one who caused a public line gets it:
 * - `shared`: as everybody does, which may be not at all;
 * - `answered`: not as everybody does, but as an answer to the command;
 * - `both`: it was sent to oneself, and its echo besides;
 * - `none`: everybody but the sender.
 */
export type SenderCopy = 'shared' | 'answered' | 'both' | 'none'

/**
 * Decides it. `isLabelled`: the command came with a label that is to be answered, so that the sender's copy has to
 * carry it and cannot be the bytes that others get (IRCv3 labeled-response). A message to oneself arrives without the
 * label; only its echo carries it (IRCv3 echo-message, labeled-response).
 */
export function senderCopy(
  { to, echoOf }: Pick<Said, 'to' | 'echoOf'>,
  sender: Pick<Reader, 'id' | 'channels' | 'caps'>,
  isLabelled: boolean,
): SenderCopy {
  const isShared = sees(sender, to)
  if (echoOf === undefined) return isLabelled && isShared ? 'answered' : 'shared'
  const isToOneself = to.also.includes(sender.id)
  if (!has(sender.caps, 'echo-message')) return isToOneself ? 'shared' : 'none'
  if (isToOneself) return 'both'
  return isShared && !isLabelled ? 'shared' : 'answered'
}
