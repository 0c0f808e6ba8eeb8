/* One table, and so as long as there are limits. */

/** A limit that a peer can meet. The unit is in its name; where there is none, it is a number of what it says. */
interface LimitRow {
  readonly default: number
  /** What it bounds. */
  readonly of: string
  /** How it ends when it is reached. */
  readonly over: string
}

/**
 * One table, and so as long as there are limits: every limit that a peer can meet. This table is the only place where such a default stands; the sizes of a part's own
 * small tables stand with that part. docs/protocol.md shows it.
 */
export const limitRows = {
  lineBytes: {
    default: 512,
    of: 'one line without its tags, CR LF included (RFC 1459 §2.3)',
    over: '417; the line is dropped',
  },
  clientTagsBytes: {
    default: 4_096,
    of: 'the tags of a client’s line, with `@` and the space (IRCv3 message-tags)',
    over: '417; the line is dropped',
  },
  unendedBytes: { default: 16_384, of: 'what a peer may send without a line end', over: '`ERROR`, closed' },
  readBytes: {
    default: 16_384,
    of: 'one read from a socket, which is also the inbox',
    over: 'reading pauses until it is taken',
  },
  outboxSoftBytes: {
    default: 65_536,
    of: 'unsent bytes of one link',
    over: 'its peer is not read, and what was read not answered, until they are sent',
  },
  outboxHardBytes: {
    default: 1_048_576,
    of: 'unsent bytes of one link',
    over: '`ERROR :SendQ exceeded`, cut, logged',
  },
  outboxStallMs: {
    default: 15_000,
    of: 'how long a link may hold unsent bytes without taking any',
    over: 'cut, logged',
  },
  outboxTotalBytes: {
    default: 268_435_456,
    of: 'unsent bytes of all links together',
    over: 'the link with the most goes first',
  },
  turnBytes: {
    default: 65_536,
    of: 'public lines and answers of one turn of the event loop',
    over: 'the turn is flushed early',
  },
  rateBurst: {
    default: 20,
    of: 'tokens that a connection has at the start, and at most',
    over: 'its peer is not read until there are some; nothing is dropped',
  },
  ratePerSecond: {
    default: 10,
    of: 'tokens that a connection gets back each second',
    over: 'as `rateBurst`',
  },
  perAddress: {
    default: 64,
    of: 'connections at once from one address, or one /64 of IPv6 that is not our own (loopback exempt)',
    over: 'one `ERROR` line, closed, logged',
  },
  newPerAddressPerMinute: {
    default: 120,
    of: 'new connections a minute, counted as `perAddress`',
    over: 'one `ERROR` line, closed, logged',
  },
  addressesKept: {
    default: 16_384,
    of: 'addresses that the two limits above, and `wrongPasswordsPerMinute`, remember',
    over: 'the one unheard for longest is forgotten',
  },
  descriptorsKept: {
    default: 128,
    of: 'descriptors kept free for everything that is not a connection; the rest bounds all connections',
    over: 'one `ERROR` line, closed, logged',
  },
  unregisteredShare: {
    default: 0.25,
    of: 'the share of all connections that may have said nothing yet, and again that may be unregistered',
    over: 'the oldest of them goes',
  },
  firstByteMs: {
    default: 5_000,
    of: 'from accept to the bytes that say what is spoken (of TLS the whole ClientHello), and again inside of TLS',
    over: 'closed, logged',
  },
  tlsHandshakeMs: { default: 10_000, of: 'a TLS handshake', over: 'closed, logged' },
  httpHeadMs: {
    default: 5_000,
    of: 'the head of an HTTP request, from its first byte',
    over: 'closed, logged',
  },
  httpAnswerMs: { default: 30_000, of: 'how long a peer may take to read an HTTP answer', over: 'cut' },
  httpHeadBytes: { default: 8_192, of: 'the head of an HTTP request', over: '431, closed, logged' },
  httpHeaders: { default: 50, of: 'headers of an HTTP request', over: '431, closed, logged' },
  webSocketMessageBytes: {
    default: 9_216,
    of: 'a WebSocket message: more than the longest line there is, 8,703',
    over: 'closed with 1009, logged',
  },
  webSocketFragments: {
    default: 8,
    of: 'frames that one WebSocket message may be cut into',
    over: 'closed with 1008, logged',
  },
  webSocketReads: {
    default: 64,
    of: 'reads that one WebSocket frame may come in: the longest one has 18 packets of the smallest kind',
    over: 'closed with 1008, logged',
  },
  webSocketPingsPerSecond: {
    default: 20,
    of: 'pings and pongs of a WebSocket',
    over: 'its peer is not read until the second is over; only the last ping of a read is answered',
  },
  webSocketPingMs: {
    default: 30_000,
    of: 'the time between the pings that a WebSocket is sent',
    over: 'one more',
  },
  registrationMs: {
    default: 30_000,
    of: 'from the first byte to the end of registration',
    over: '`ERROR`, closed, logged',
  },
  pingAfterMs: { default: 90_000, of: 'silence of a member', over: 'the daemon sends PING' },
  goneAfterMs: { default: 150_000, of: 'silence of a member', over: '`ERROR :Ping timeout`, closed' },
  lingerMs: { default: 5_000, of: 'how long a link that was ended politely may take to drain', over: 'cut' },
  nickBytes: { default: 32, of: 'a nick', over: '432' },
  userBytes: { default: 20, of: 'a user name, with its `~`', over: 'cut' },
  hostBytes: { default: 64, of: 'the host of a member', over: '`FAIL CHGHOST INVALID_HOST`' },
  realnameBytes: { default: 150, of: 'a realname', over: 'cut at registration, FAIL at SETNAME' },
  channelBytes: { default: 64, of: 'a channel’s name, with its `#`', over: '476' },
  keyBytes: { default: 32, of: 'a channel’s key (MODE +k)', over: '525' },
  maskBytes: {
    default: 128,
    of: 'a mask: of MODE b, e or I, completed, or of WHO, LIST or a server',
    over: '696; matches nothing',
  },
  topicBytes: { default: 390, of: 'a topic', over: '417; it stays as it was' },
  awayBytes: { default: 390, of: 'an away text', over: '417; it stays as it was' },
  wrongPasswordsPerMinute: {
    default: 3,
    of: 'wrong passwords a minute: of operators by one connection, of the room by one address or /64 of IPv6',
    over: '464, whatever the password is',
  },
  accounts: { default: 10_000, of: 'accounts of the room', over: '`FAIL REGISTER TEMPORARILY_UNAVAILABLE`' },
  accountCertificates: {
    default: 8,
    of: 'client certificates by which one logs in to an account',
    over: '`FAIL NS CERTIFICATES_FULL`',
  },
  passwordLeastBytes: { default: 8, of: 'the shortest password of an account', over: '`WEAK_PASSWORD`' },
  passwordBytes: { default: 300, of: 'a password of an account', over: '`UNACCEPTABLE_PASSWORD`' },
  saslChunkBytes: {
    default: 400,
    of: 'what one AUTHENTICATE carries (IRCv3 sasl-3.1)',
    over: '905; the exchange is over',
  },
  saslBytes: {
    default: 4_096,
    of: 'one response of a SASL exchange, in base64',
    over: '905; the exchange is over',
  },
  wrongLoginsPerMinute: {
    default: 3,
    of: 'wrong passwords a minute from one address or /64 of IPv6, and again for one account; a REGISTER counts for the address',
    over: '904, or 902 for the account, whatever the password is; `TEMPORARILY_UNAVAILABLE`',
  },
  wrongLoginsKept: {
    default: 4_096,
    of: 'addresses and names that the limits above and below remember',
    over: 'the one untried for longest is forgotten',
  },
  hashesPerMinute: {
    default: 30,
    of: 'passwords a minute from one address or /64 of IPv6 that are hashed, right ones too; SCRAM-SHA-256 and certificates hash none here',
    over: '904; `TEMPORARILY_UNAVAILABLE`',
  },
  hashesAtOnce: { default: 2, of: 'passwords that are hashed at the same time', over: 'they wait' },
  hashesWaiting: {
    default: 32,
    of: 'passwords that wait to be hashed',
    over: '904 that says so, `TEMPORARILY_UNAVAILABLE`',
  },
  keptOperators: {
    default: 100,
    of: 'accounts that are operators of one channel again when they come back',
    over: 'the one that became one first is forgotten',
  },
  kickBytes: {
    default: 390,
    of: 'the reason of a KICK, KILL, RENAME or REDACT',
    over: '417; nothing is done',
  },
  quitBytes: { default: 390, of: 'the reason of a PART or QUIT', over: 'cut: nobody can be kept in' },
  labelBytes: { default: 64, of: 'a label (IRCv3 labeled-response)', over: 'it is no label' },
  nonceBytes: {
    default: 64,
    of: 'the nonce of a message, by which it is not said twice (`+earshot/nonce`)',
    over: '`FAIL PRIVMSG INVALID_NONCE`; it is not said',
  },
  multilineBytes: {
    default: 4_096,
    of: 'the text of a message of several lines, with the line feeds between them (IRCv3 multiline)',
    over: '`FAIL BATCH MULTILINE_MAX_BYTES`; nothing of it is said',
  },
  multilineLines: {
    default: 100,
    of: 'lines of one message, each of which costs what a message costs',
    over: '`FAIL BATCH MULTILINE_MAX_LINES`; nothing of it is said',
  },
  channelsPerMember: { default: 100, of: 'channels that one member is in', over: '405' },
  channels: { default: 1_000, of: 'channels of the room', over: '403 to the one who would create one more' },
  renameNamesPerSecond: {
    default: 15_000,
    of: 'names that RENAMEs of one channel tell a second, all of them to each member',
    over: '`FAIL RENAME CANNOT_RENAME` until they are that few',
  },
  targets: {
    default: 4,
    of: 'targets of one PRIVMSG, NOTICE, TAGMSG, KICK or NAMES, and names and masks of one LIST',
    over: '407',
  },
  modeChanges: { default: 12, of: 'changes with a parameter in one MODE', over: 'the rest is ignored' },
  listModes: { default: 100, of: 'masks in the lists of one channel, b, e and I together', over: '478' },
  invitations: {
    default: 100,
    of: 'invitations of one member, and of one channel',
    over: 'the oldest is forgotten',
  },
  monitored: { default: 100, of: 'nicks that one member monitors', over: '734' },
  whoMatches: {
    default: 2_000,
    of: 'members that one WHO tells of: as many of the longest rows fit into an outbox',
    over: '416; the rest is left out',
  },
  readMarkers: {
    default: 100,
    of: 'targets of which an account’s read marker is known, or a connection’s without an account',
    over: 'the one that was changed first is forgotten',
  },
  readMarkerAccounts: {
    default: 1_000,
    of: 'accounts whose read markers are known',
    over: 'those of the account that changed none for longest are forgotten',
  },
  seatMs: {
    default: 600_000,
    of: 'after a planned restart: how long nick, channels and ranks wait for who has not come back',
    over: 'they are anybody’s',
  },
  whowasPerNick: {
    default: 64,
    of: 'past members of one nick that WHOWAS knows',
    over: 'the oldest is forgotten',
  },
  whowas: { default: 1_000, of: 'past members that WHOWAS knows in all', over: 'the oldest is forgotten' },
  historyMessages: { default: 2_048, of: 'messages that a channel remembers', over: 'the oldest goes' },
  historyBytes: { default: 4_194_304, of: 'what a channel remembers', over: 'the oldest goes' },
  historyPairMessages: {
    default: 256,
    of: 'messages between two accounts that are remembered',
    over: 'the oldest goes',
  },
  historyTotalBytes: { default: 67_108_864, of: 'what the room remembers in all', over: 'the oldest goes' },
  historyEmptyMs: {
    default: 3_600_000,
    of: 'how long a channel without members is remembered',
    over: 'it is forgotten',
  },
  historyPerRequest: { default: 100, of: 'messages in one answer to CHATHISTORY', over: 'no more are sent' },
  historyAnswerBytes: {
    default: 65_536,
    of: 'messages, or events, in one answer to CHATHISTORY, or shown at one JOIN',
    over: 'no more are sent',
  },
  historyReplayed: {
    default: 20,
    of: 'messages that are shown at JOIN to who has no draft/chathistory',
    over: 'no older ones are shown',
  },
  discoveryPerSourcePerSecond: {
    default: 10,
    of: 'discovery queries answered per second and source; this computer’s own clients share ten times the next limit',
    over: 'dropped, counted',
  },
  discoveryAnswersPerSecond: {
    default: 50,
    of: 'discovery answers per second in all',
    over: 'dropped, counted',
  },
  mdnsPerSourcePerSecond: {
    default: 50,
    of: 'messages of multicast DNS read per second and source',
    over: 'dropped',
  },
  mdnsPerSecond: { default: 500, of: 'messages of multicast DNS read per second in all', over: 'dropped' },
  datagramBytes: { default: 1_200, of: 'a datagram sent or read', over: 'dropped, counted' },
} as const satisfies Record<string, LimitRow>

/** A value for every limit. */
export type Limits = { readonly [Name in keyof typeof limitRows]: number }

/** The defaults of every limit. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is made of the rows, each by its name
export const defaultLimits = Object.fromEntries(
  Object.entries(limitRows).map(([name, row]) => [name, row.default]),
) as unknown as Limits
