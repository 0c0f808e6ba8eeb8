import { Approach, type ApproachInput } from '../../client/approach.ts'
import { dial, nameOf } from '../../client/dial.ts'
import { Distrust } from '../../client/distrust.ts'
import type { Credentials } from '../../client/encrypt.ts'
import { loginAt } from '../../client/logins.ts'
import { plainText } from '../../client/safe-text.ts'
import type { FoundRoom } from '../../client/seek.ts'
import { readCertificate } from '../../ops/certificate-files.ts'
import { OperatorFileError } from '../../ops/operator-files.ts'
import { isWanted } from '../../protocol/datagram/room-name.ts'
import type { RoomOptions } from '../arguments/room-options.ts'
import { Exit } from '../exit.ts'
import { plainOutput } from '../face/output.ts'
import { defaults } from '../options.ts'
import { howToTrust, warnings } from './choose.ts'
import { readLogins } from './login.ts'
import { askHost, findRooms, readKnownRooms } from './find.ts'

type To = Pick<ApproachInput, 'place' | 'isTyped' | 'word' | 'identity'>

/**
 * The way to a room, with what this computer knows and what was asked for.
 * @throws {Exit} usage, where the client certificate cannot be used; {PrivateFileError} where what is known cannot be read
 */
export async function approach(options: RoomOptions, to: To): Promise<Approach> {
  const { stateDir, tls, trust, clientCert } = options
  const known = await readKnownRooms(stateDir)
  const at = { id: (to.word ?? to.identity)?.id, at: to.isTyped ? nameOf(to.place) : undefined }
  const file = clientCert ?? loginAt(await readLogins(stateDir), at)?.clientCert
  const credentials = file === undefined ? undefined : await readCredentials(file)
  const ask: ApproachInput['ask'] = async (id, signal) =>
    await freshWord(to, id, { stateDir, signal }).catch(
      // A look that fails finds nothing.
      () => undefined,
    )
  const judge = (word: FoundRoom | undefined) => faultOf(word, to, options)
  const input = { ...to, known, choice: tls, trust, credentials, ask, judge, open: dial }
  return new Approach(input, (text) => plainOutput.note(text))
}

async function readCredentials(path: string): Promise<Credentials> {
  try {
    return await readCertificate({ certFile: path, keyFile: path, nowMs: Date.now() })
  } catch (error) {
    if (error instanceof OperatorFileError) throw new Exit('usage', `--client-cert: ${error.message}`)
    throw error
  }
}

/** A word of the room of this identity, on any network of this host, or of whoever is at the address that was typed. */
async function freshWord(
  { place, isTyped }: To,
  id: string | undefined,
  how: { readonly stateDir: string; readonly signal: AbortSignal },
): Promise<FoundRoom | undefined> {
  const there = isTyped ? await askHost(place, how) : undefined
  if (id === undefined || there?.id === id) return there
  const { rooms } = await findRooms({
    ...how,
    timeoutMs: defaults.lookMs,
    settle: 'first',
    sweep: false,
    want: id,
  })
  return rooms.find((room) => room.id === id)
}

/** Why the room at an address that was typed is not the one that is meant; of others it was asked when they were found. */
function faultOf(
  word: FoundRoom | undefined,
  { place, isTyped }: To,
  { server, trust }: RoomOptions,
): Distrust | undefined {
  if (!isTyped) return undefined
  const where = nameOf(place)
  if (word === undefined) {
    if (server === undefined) return undefined
    return new Distrust(
      'EUNKNOWN',
      `Nobody says which room is at ${where}, so it may be another one than ${plainText(server)}.`,
      'does a firewall drop UDP to that port? without --server whoever is there is joined',
    )
  }
  if (server !== undefined && !isWanted(server, word)) {
    const { room, id } = word
    return new Distrust(
      'EOTHER',
      `The room at ${where} is not ${plainText(server)}: it is "${plainText(room)}", ${id}.`,
    )
  }
  if (word.pin !== 'changed' || trust) return undefined
  return new Distrust('ECHANGED', warnings([word]).join('\n'), ...howToTrust([word], () => `--host ${where}`))
}
