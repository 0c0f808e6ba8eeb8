/** How the process ends, for scripts: every code that earshot exits with, and nothing else. */
export const exitCodes = {
  ok: 0,
  failure: 1,
  usage: 2,
  noneFound: 3,
  authRefused: 4,
  nameRefused: 5,
  connectionLost: 6,
  alreadyRunning: 7,
  internal: 70,
  timeout: 124,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitName = keyof typeof exitCodes

/** What each code means, for the help. */
export const exitMeanings: Readonly<Record<ExitName, string>> = {
  ok: 'it worked',
  failure: 'it failed',
  usage: 'the command was wrong, or has to say which room',
  noneFound: 'no room was found',
  authRefused: 'the room refused us, or is not the one that it should be, or has lost its TLS',
  nameRefused: 'the nick or the channel was refused',
  connectionLost: 'the connection was lost',
  alreadyRunning: 'a daemon is already running here, or the port is in use',
  internal: 'the daemon met a fault of its own and ended; its log says which',
  timeout: 'the time was up',
  interrupted: 'SIGINT',
  terminated: 'SIGTERM',
}

/** Ends the command with a code, after saying what, why and what to do next on stderr. */
export class Exit extends Error {
  override readonly name = 'Exit'
  readonly code: number
  /** Said after the message, one a line. */
  readonly next: readonly string[]

  constructor(how: ExitName, message: string, ...next: string[]) {
    super(message)
    this.code = exitCodes[how]
    this.next = next
  }
}
