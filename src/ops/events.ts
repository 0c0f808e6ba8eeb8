/**
 * One table, and so as long as there are events: the closed list of what the log can say. A row is an event: its level, what it means, and its fields.
 * docs/log-events.md is made from this table and a test holds every log line against it.
 * Pure data, so that any ring may import its types.
 */

/** From the least to the worst. */
export const levels = ['debug', 'info', 'warn', 'error', 'fatal'] as const
export type Level = (typeof levels)[number]

/** The files of the log: of what the daemon does, and of who did what. */
export const logNames = ['earshot', 'audit'] as const
export type LogName = (typeof logNames)[number]

interface EventRow {
  /** Which file it is in, and no other: `audit` is who came and went, what rights they used, and what was changed. */
  readonly log: LogName
  readonly level: Level
  /** One sentence for the operator. */
  readonly means: string
  /** Every field the line may carry, with its meaning and unit. */
  readonly fields: Readonly<Record<string, string>>
}

const connFields = { conn: 'the connection’s id', address: 'its address', port: 'its TCP port' }

const memberFields = {
  ...connFields,
  nick: 'its nick',
  account: 'the account that it is logged in to, if any',
}

const useFields = {
  ...memberFields,
  channel: 'the channel, where it was used in one',
  command: 'the verb',
  target:
    'whom it was used on, or the new name of a channel, the msgid of a message, the letter of STATS, the account of NS DROP',
  modes: 'of MODE: which are otherwise now, never a key',
}

export const events = {
  'daemon.starting': {
    log: 'earshot',
    level: 'info',
    means: 'The daemon starts.',
    fields: { version: 'of earshot', room: 'the room’s name', node: 'Node’s version' },
  },
  'daemon.listening': {
    log: 'earshot',
    level: 'info',
    means: 'Connections are accepted from now on.',
    fields: { port: 'TCP port', bind: 'address bound to' },
  },
  'daemon.draining': {
    log: 'earshot',
    level: 'info',
    means: 'The daemon stops: no new connections, members are told.',
    fields: { reason: 'why', connections: 'how many are open' },
  },
  'daemon.stopped': {
    log: 'earshot',
    level: 'info',
    means: 'The daemon has stopped.',
    fields: { uptimeMs: 'how long it ran', exitCode: 'of the process' },
  },
  'daemon.handed-over': {
    log: 'earshot',
    level: 'info',
    means: 'The room goes on in another process; this one ends.',
    fields: {
      successor: 'the pid of the other process',
      tookMs: 'from the request on',
      silentMs: 'how long nothing happened in the room',
      turnMs: 'the longest that this process has worked on it at once',
    },
  },
  'daemon.not-handed-over': {
    log: 'earshot',
    level: 'error',
    means: 'A restart came to nothing; this process goes on as if there had been none.',
    fields: { why: 'what the other process failed of' },
  },
  'daemon.failed': {
    log: 'earshot',
    level: 'fatal',
    means: 'A fault that the daemon cannot outlive; it exits.',
    fields: { err: 'the fault' },
  },
  'daemon.root': {
    log: 'earshot',
    level: 'warn',
    means: 'The daemon runs as root and needs not.',
    fields: {},
  },
  'listener.failed': {
    log: 'earshot',
    level: 'error',
    means: 'The listening socket failed; it is opened again after the back-off.',
    fields: { err: 'the fault', retryMs: 'back-off' },
  },
  'listener.full': {
    log: 'earshot',
    level: 'warn',
    means: 'Connections were refused because all are taken; said once in 10 s.',
    fields: { refused: 'how many since the last line' },
  },
  'conn.opened': {
    log: 'earshot',
    level: 'info',
    means: 'A connection was accepted and speaks IRC.',
    fields: { ...connFields, transport: 'tcp, tls, ws (WebSocket) or wss (WebSocket in TLS)' },
  },
  'conn.refused': {
    log: 'earshot',
    level: 'warn',
    means:
      'A connection was closed before it became one; of many, the first 10 in 10 s and then their number.',
    fields: {
      address: 'its address, or that of the last',
      port: 'its TCP port, or that of the last',
      reason: 'why',
      count: 'how many there were, where not each was said',
    },
  },
  'conn.named': {
    log: 'earshot',
    level: 'info',
    means: 'A connection gave a nick and a user and asks to be a member.',
    fields: { ...connFields, nick: 'the nick asked for' },
  },
  'conn.active': {
    log: 'audit',
    level: 'info',
    means: 'A connection is a member.',
    fields: { ...connFields, nick: 'its nick' },
  },
  'conn.renamed': {
    log: 'audit',
    level: 'info',
    means: 'A member has another nick.',
    fields: { ...connFields, nick: 'its nick from now on' },
  },
  'conn.left': {
    log: 'audit',
    level: 'info',
    means: 'A connection has ended.',
    fields: {
      ...connFields,
      nick: 'its nick, if it had one',
      reason: 'why',
      durationMs: 'how long it lasted',
      bytesIn: 'bytes read',
      bytesOut: 'bytes written',
      refused: 'how many of its lines were refused, if any',
    },
  },
  'conn.crashed': {
    log: 'earshot',
    level: 'error',
    means: 'A connection’s own logic threw; it was closed, nobody else noticed.',
    fields: { ...connFields, err: 'the fault' },
  },
  'conn.bad-input': {
    log: 'earshot',
    level: 'info',
    means: 'A line that could not be taken; the first of each kind a connection.',
    fields: { ...connFields, fault: 'what was wrong with it' },
  },
  'command.failed': {
    log: 'earshot',
    level: 'error',
    means: 'A command threw; its sender got an error, the room is untouched.',
    fields: { ...connFields, command: 'the verb', err: 'the fault' },
  },
  'tls.certificate': {
    log: 'earshot',
    level: 'info',
    means: 'The certificate that is shown from now on.',
    fields: { fingerprint: 'its SHA-256', notAfter: 'until when it is valid' },
  },
  'config.read': {
    log: 'audit',
    level: 'info',
    means: 'The operator’s files were read again, and what they say holds.',
    fields: { motdLines: 'of the message of the day', hiddenCaps: 'capabilities that are not offered' },
  },
  'config.refused': {
    log: 'audit',
    level: 'warn',
    means: 'One of the operator’s files cannot be used; what held before holds on.',
    fields: { why: 'which, and why' },
  },
  'config.changed': {
    log: 'audit',
    level: 'info',
    means: 'A setting has another value from now on.',
    fields: { setting: 'its name', from: 'its value until now', to: 'its value' },
  },
  'config.waiting': {
    log: 'audit',
    level: 'warn',
    means: 'A setting is written otherwise than what the daemon runs with; it holds after a restart.',
    fields: { setting: 'its name', from: 'what the daemon runs with', to: 'what is written' },
  },
  'pass.refused': {
    log: 'audit',
    level: 'warn',
    means: 'Somebody gave a wrong password of the room; at most three a minute of one address.',
    fields: { ...connFields },
  },
  'oper.granted': {
    log: 'audit',
    level: 'info',
    means: 'A member is an operator of the room from now on.',
    fields: { ...connFields, nick: 'its nick' },
  },
  'oper.refused': {
    log: 'audit',
    level: 'warn',
    means: 'A member gave a wrong password of an operator; at most three a minute of one connection.',
    fields: { ...connFields, nick: 'its nick' },
  },
  'oper.resigned': {
    log: 'audit',
    level: 'info',
    means: 'A member is no operator of the room any more, as it wished.',
    fields: { ...connFields, nick: 'its nick' },
  },
  'oper.used': {
    log: 'audit',
    level: 'info',
    means:
      'An operator of the room used a right that members do not have, in a channel of which it is none too, or was told what they are not.',
    fields: useFields,
  },
  'chanop.granted': {
    log: 'audit',
    level: 'info',
    means: 'A member is operator of a channel without another one having made it so.',
    fields: {
      ...memberFields,
      channel: 'the channel',
      why: 'founder: it made the channel; account: its account is operator there; restart: it was before one',
    },
  },
  'chanop.used': {
    log: 'audit',
    level: 'info',
    means: 'An operator of a channel used a right there that members do not have.',
    fields: useFields,
  },
  'right.refused': {
    log: 'audit',
    level: 'warn',
    means: 'A member was refused what operators may; of each verb the first of a connection.',
    fields: { ...memberFields, channel: 'the channel, where it is one’s', command: 'the verb' },
  },
  'accounts.read': {
    log: 'earshot',
    level: 'info',
    means: 'The file of accounts was read, and is added to from now on.',
    fields: { file: 'the file', count: 'how many accounts are in it' },
  },
  'accounts.torn': {
    log: 'earshot',
    level: 'warn',
    means:
      'The last line of the file of accounts was not whole, and is left out: the daemon was ended while it wrote it.',
    fields: { file: 'the file', bytes: 'of that line' },
  },
  'accounts.unwritten': {
    log: 'earshot',
    level: 'error',
    means: 'The file of accounts cannot be written; what is new is in memory alone until it can.',
    fields: { file: 'the file', err: 'the fault', retryMs: 'when it is tried again' },
  },
  'accounts.written': {
    log: 'earshot',
    level: 'info',
    means: 'The file of accounts holds all of them again.',
    fields: { file: 'the file', count: 'how many accounts are in it' },
  },
  'account.registered': {
    log: 'audit',
    level: 'info',
    means: 'Somebody has made an account, and is logged in to it.',
    fields: { ...connFields, nick: 'its nick', account: 'the account’s name' },
  },
  'account.login': {
    log: 'audit',
    level: 'info',
    means: 'A connection is logged in to an account from now on.',
    fields: { ...connFields, nick: 'its nick', account: 'the account’s name', mechanism: 'of SASL' },
  },
  'account.logout': {
    log: 'audit',
    level: 'info',
    means: 'A member has logged out of its account, and is a member on.',
    fields: { ...connFields, nick: 'its nick' },
  },
  'account.refused': {
    log: 'audit',
    level: 'warn',
    means: 'A login was refused; but for wrong tries the first of each kind a connection.',
    fields: {
      ...connFields,
      mechanism: 'of SASL; none where NS DROP asked for the password',
      why: 'wrong; malformed; certificate: of no account; locked: too many wrong for the account; throttled: or from the address; busy: too many wait',
      account: 'the account’s name, where there is one of that name',
    },
  },
  'account.changed': {
    log: 'audit',
    level: 'info',
    means: 'An account’s owner has changed by what one logs in to it.',
    fields: {
      ...connFields,
      nick: 'its nick',
      account: 'the account’s name',
      what: 'password, certificate added, or certificate removed',
    },
  },
  'account.dropped': {
    log: 'audit',
    level: 'info',
    means: 'An account was ended, by its owner or by an operator of the room.',
    fields: { ...connFields, nick: 'its nick', account: 'the account’s name' },
  },
  'account.replaced': {
    log: 'audit',
    level: 'info',
    means: 'A member was ended, because its nick was taken over by its owner, or by the same person.',
    fields: { ...connFields, nick: 'its nick', account: 'the account of who took it over, if any' },
  },
  'discovery.listening': {
    log: 'earshot',
    level: 'info',
    means: 'Queries by UDP are answered from now on.',
    fields: { port: 'UDP port', id: 'the room’s identity' },
  },
  'discovery.query': {
    log: 'earshot',
    level: 'info',
    means: 'A query was answered.',
    fields: {
      address: 'of the asker',
      port: 'of the asker',
      bytesIn: 'size of the query',
      bytesOut: 'size of the answer',
    },
  },
  'discovery.announced': {
    log: 'earshot',
    level: 'debug',
    means: 'The room was announced.',
    fields: { interfaces: 'how many took it' },
  },
  'discovery.published': {
    log: 'earshot',
    level: 'info',
    means: 'The room is published by multicast DNS: nobody else here has the name.',
    fields: { name: 'as it is listed' },
  },
  'discovery.port-taken': {
    log: 'earshot',
    level: 'warn',
    means:
      'Another program has the UDP port of discovery, and shares it with nobody: the room is found by multicast DNS alone.',
    fields: { port: 'the port that is taken', instead: 'the port that multicast DNS tells' },
  },
  'discovery.dropped': {
    log: 'earshot',
    level: 'info',
    means: 'Datagrams were not answered; said at most once in 10 s and reason.',
    fields: { reason: 'why', count: 'how many since the last line', address: 'of the last' },
  },
  'discovery.throttled': {
    log: 'earshot',
    level: 'warn',
    means: 'Queries were not answered because there were too many; said at most once in 10 s and reason.',
    fields: {
      reason: 'rate: of one source; busy: of all',
      count: 'how many since the last line',
      address: 'of the last',
    },
  },
  'discovery.interface-failed': {
    log: 'earshot',
    level: 'warn',
    means: 'Sending on an interface fails; said once per change.',
    fields: { interface: 'its name', code: 'the system’s error code' },
  },
  'discovery.network-changed': {
    log: 'earshot',
    level: 'info',
    means: 'Interfaces or addresses came or went, or the computer has slept: the room is announced anew.',
    fields: { networks: 'how many ways there are now to ask everybody' },
  },
  'discovery.gave-up': {
    log: 'earshot',
    level: 'error',
    means:
      'Discovery could not be opened any more; the room is found by nobody until a restart, and goes on.',
    fields: { err: 'the fault' },
  },
  'discovery.failed': {
    log: 'earshot',
    level: 'error',
    means: 'The discovery socket failed; it is opened again after the back-off.',
    fields: { err: 'the fault', retryMs: 'back-off' },
  },
  'service.unheard': {
    log: 'earshot',
    level: 'error',
    means:
      'The service manager cannot be told how the daemon is; is systemd-notify there? It is not tried again.',
    fields: { err: 'the fault' },
  },
  'control.request': {
    log: 'audit',
    level: 'info',
    means: 'Somebody had the daemon do something by its control socket.',
    fields: { command: 'what was asked', arguments: 'with what, without secrets and what is said to others' },
  },
  'control.look': {
    log: 'earshot',
    level: 'debug',
    means: 'Somebody looked at the daemon by its control socket.',
    fields: { command: 'what was asked', arguments: 'with what' },
  },
  'control.refused': {
    log: 'audit',
    level: 'warn',
    means: 'Somebody asked on the control socket for what there is not, or not as it has to be asked for.',
    fields: { command: 'what was asked, if there is such', why: 'what was wrong with it' },
  },
  'control.failed': {
    log: 'earshot',
    level: 'error',
    means: 'The control socket failed; status and stop do not work until a restart.',
    fields: { err: 'the fault' },
  },
  'metrics.failed': {
    log: 'earshot',
    level: 'error',
    means: 'The metrics could not be read; the room goes on.',
    fields: { err: 'the fault' },
  },
  'log.unwritten': {
    log: 'earshot',
    level: 'error',
    means: 'A file of the log cannot be written; its lines wait in memory, as far as they fit.',
    fields: { file: 'which', why: 'the system’s words' },
  },
  'log.recovered': {
    log: 'earshot',
    level: 'warn',
    means: 'The log could not be written for a while.',
    fields: { file: 'which', dropped: 'lines lost' },
  },
  'log.replaced': {
    log: 'earshot',
    level: 'warn',
    means:
      'A file of the log was moved or removed, and there is a new one; what was written within a second before may be lost.',
    fields: { file: 'which' },
  },
  'log.level': {
    log: 'audit',
    level: 'info',
    means: 'Another level is the least that is written to the log of operations from now on.',
    fields: { least: 'the level' },
  },
} as const satisfies Record<string, EventRow>

export type EventName = keyof typeof events

/** Says one event. Remote text goes into fields only; message text never. */
export type Note = (evt: EventName, fields?: Readonly<Record<string, unknown>>) => void
