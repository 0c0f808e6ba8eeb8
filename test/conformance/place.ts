import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshDir } from '../e2e/daemon-process.ts'

/** What a script asks of the server that it runs against. */
export interface Wants {
  /** How many earlier messages the server is to show at JOIN. */
  readonly replay: number
  /** Lines of the message of the day; none: there is no such message. */
  readonly motd: readonly string[]
  /** Lines that ADMIN tells; none: nobody has said who runs the server. */
  readonly admin: readonly string[]
  /** Somebody becomes an operator. */
  readonly operator: boolean
  /** What the operator's files say changes meanwhile. */
  readonly hides: boolean
}

/** A server that scripts run against. */
export interface Place {
  readonly host?: string | undefined
  readonly port: number
  /** Who may be an operator there. */
  readonly operator?: Credentials | undefined
  /** Writes into the operator's file which capabilities are hidden from the next REHASH on; absent where nobody can. */
  readonly hide?: ((names: readonly string[]) => void) | undefined
}

interface Credentials {
  readonly name: string
  readonly password: string
}

/** The files of an operator that a daemon is started with, in a directory of their own. */
export interface OperatorFiles {
  readonly operator: Credentials
  readonly hide: (names: readonly string[]) => void
  readonly passwordFile: string
  readonly hiddenCapsFile: string
  /** Absent: there is no message of the day. */
  readonly motdFile: string | undefined
}

/** Writes the files for what a script wants. */
export function operatorFiles({ motd }: Wants): OperatorFiles {
  const directory = freshDir()
  const operator = { name: 'root', password: 'open-sesame' }
  const passwordFile = join(directory, 'password')
  const hiddenCapsFile = join(directory, 'hidden-caps')
  const motdFile = join(directory, 'motd')
  const hide = (names: readonly string[]): void => writeFileSync(hiddenCapsFile, names.join('\n'))
  writeFileSync(passwordFile, `${operator.password}\n`, { mode: 0o600 })
  writeFileSync(motdFile, motd.join('\n'))
  hide([])
  return { operator, hide, passwordFile, hiddenCapsFile, motdFile: motd.length > 0 ? motdFile : undefined }
}

/** Another server, as `EARSHOT_CONFORMANCE=HOST:PORT` and `EARSHOT_CONFORMANCE_OPERATOR=NAME:PASSWORD` say. */
export function placeElsewhere(address: string, credentials: string | undefined): Place {
  const colon = address.lastIndexOf(':')
  const [name = '', ...password] = credentials?.split(':') ?? []
  return {
    host: address.slice(0, colon),
    port: Number(address.slice(colon + 1)),
    operator: credentials === undefined ? undefined : { name, password: password.join(':') },
  }
}

/** Whether a script can be run against a server that was not started for it: its settings and its operator's files are its own. */
export function isMet({ replay, hides, motd, admin, operator }: Wants, place: Place): boolean {
  if (replay > 0 || hides || motd.length > 0 || admin.length > 0) return false
  return !operator || place.operator !== undefined
}
