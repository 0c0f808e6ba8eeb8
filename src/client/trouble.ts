/** Something that a person can understand and often mend: what happened, why, and what to do next. */
export class Trouble extends Error {
  override readonly name = 'Trouble'
  /** A system error code, or `TIMEOUT`. */
  readonly code: string
  /** Commands or hints, one a line. */
  readonly next: readonly string[]

  constructor(code: string, what: string, ...next: string[]) {
    super(what)
    this.code = code
    this.next = next
  }
}

const reasons: Readonly<Record<string, readonly [why: string, next: string]>> = {
  ECONNREFUSED: [
    'nothing listens there',
    'is the daemon running there? is the port right? (earshot daemon starts one)',
  ],
  EHOSTUNREACH: [
    'this network has no way to that computer',
    'is it switched on and on the same network? some Wi-Fi keeps its guests apart',
  ],
  ENETUNREACH: ['this computer has no network that leads there', 'is the network connected?'],
  ETIMEDOUT: ['no answer', 'is it switched on? does a firewall drop TCP to that port?'],
  TIMEOUT: ['no answer in time', 'is it switched on? does a firewall drop TCP to that port?'],
  ENOTFOUND: ['that name is not known', 'is it spelled right? an address works without a name service'],
  EAI_AGAIN: [
    'the name service does not answer',
    'is the network connected? an address works without a name service',
  ],
  ECONNRESET: ['the other side cut the connection', 'does it allow this computer? its log says why'],
  EPIPE: ['the other side cut the connection', 'does it allow this computer? its log says why'],
}

/** The trouble that a system error means for somebody who wanted to talk to `where`. */
export function dialTrouble(error: Error, where: string): Trouble {
  const code = codeOf(error)
  const [why, next] = reasons[code] ?? [error.message, 'earshot discover shows the rooms on this network']
  return new Trouble(code, `Cannot reach ${where}: ${why} (${code}).`, next)
}

/** TLS was not agreed on; whoever is there may speak without. */
export class NoTls extends Trouble {}

/** Why TLS was not agreed on with `where`; OpenSSL's reason, such as `wrong version number`, where there is no better. */
export function tlsTrouble(error: Error, where: string): NoTls {
  const code = codeOf(error)
  const [known] = reasons[code] ?? []
  const why = known ?? ('reason' in error ? String(error.reason) : error.message)
  return new NoTls(
    code,
    `Cannot speak TLS with ${where}: ${why}.`,
    'is it an earshot room? does something on the way take TLS out?',
  )
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : 'UNKNOWN')
