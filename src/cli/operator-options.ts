import { resolve } from 'node:path'
import { plainText } from '../client/safe-text.ts'
import { fromWire, toWire } from '../protocol/wire.ts'
import { Exit } from './exit.ts'

/** What the daemon says of itself, and who may be its operator: the options, and their values. */
export interface OperatorOptions {
  /** The source of the daemon's own lines. */
  readonly serverName?: string
  /** What ADMIN answers, as wire strings: at most three lines. */
  readonly adminInfo?: readonly string[]
  /** Who may be an operator by the password in the file; one is not without the other. */
  readonly operator?: string
  readonly operatorPasswordFile?: string
  readonly motdFile?: string
  readonly hiddenCapsFile?: string
  /** Where accounts outlive the daemon; absent: nowhere. */
  readonly accountsFile?: string
}

export interface OperatorArguments {
  readonly serverName?: string | undefined
  readonly adminInfo?: string | undefined
  readonly operator?: string | undefined
  readonly operatorPasswordFile?: string | undefined
  readonly motdFile?: string | undefined
  readonly hiddenCapsFile?: string | undefined
  readonly accounts?: string | undefined
}

/** At most so many bytes a line of ADMIN: more would be cut. */
const adminBytes = 300

/** The arguments as values; files are read later. @throws {Exit} usage */
export function readOperatorOptions(argv: OperatorArguments): OperatorOptions {
  const { serverName, adminInfo, operator, operatorPasswordFile, motdFile, hiddenCapsFile, accounts } = argv
  if ((operator === undefined) !== (operatorPasswordFile === undefined)) {
    throw new Exit(
      'usage',
      '--operator and --operator-password-file go together.',
      'earshot daemon --operator NAME --operator-password-file FILE',
    )
  }
  return {
    ...(serverName === undefined ? {} : { serverName: checkedServerName(serverName) }),
    ...(adminInfo === undefined ? {} : { adminInfo: adminLines(adminInfo) }),
    ...(operator === undefined ? {} : { operator: operatorName(operator) }),
    ...(operatorPasswordFile === undefined ? {} : { operatorPasswordFile: resolve(operatorPasswordFile) }),
    ...(motdFile === undefined ? {} : { motdFile: resolve(motdFile) }),
    ...(hiddenCapsFile === undefined ? {} : { hiddenCapsFile: resolve(hiddenCapsFile) }),
    ...(accounts === undefined ? {} : { accountsFile: resolve(accounts) }),
  }
}

/** With a dot, so that it is no nick (RFC 2812 §2.3.1 `servername`, of 63 characters at most). */
function checkedServerName(name: string): string {
  const label = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?'
  if (name.length <= 63 && new RegExp(`^${label}(?:\\.${label})+$`).test(name)) return name
  throw new Exit(
    'usage',
    `--server-name ${plainText(name)}: not a server's name; write one with a dot, such as irc.example.org.`,
  )
}

function adminLines(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  const isRight = (line: string): boolean =>
    line !== '' && plainText(line) === line && toWire(line).length <= adminBytes
  if (lines.length <= 3 && lines.every(isRight)) return lines.map(toWire)
  throw new Exit(
    'usage',
    `--admin-info: one to three lines of 1 to ${adminBytes} bytes of text that can be seen.`,
    "earshot daemon --admin-info 'Ann, room 12, ann@example.org'",
  )
}

function operatorName(name: string): string {
  if (/^[^\s:\p{C}][^\s\p{C}]{0,63}$/u.test(name)) return name
  throw new Exit('usage', `--operator ${plainText(name)}: a name is 1 to 64 characters without a space.`)
}

/** The same options as a command line. */
export function operatorArguments(options: OperatorOptions): string[] {
  const { serverName, adminInfo, operator, operatorPasswordFile, motdFile, hiddenCapsFile } = options
  const given = {
    'server-name': serverName,
    'admin-info': adminInfo === undefined ? undefined : adminInfo.map(fromWire).join('\n'),
    operator,
    'operator-password-file': operatorPasswordFile,
    'motd-file': motdFile,
    'hidden-caps-file': hiddenCapsFile,
    accounts: options.accountsFile,
  }
  return Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [`--${key}=${value}`]))
}
