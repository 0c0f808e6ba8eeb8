/**
 * Every limit that a peer can meet, its default, its unit (in the name) and how it ends when full. This table is the
 * only place where such a default stands; the sizes of a part's own small tables stand with that part.
 */
export interface Limits {
  /** A line without its tags, CR LF included (RFC 1459 §2.3). Longer: 417, dropped. */
  readonly lineBytes: number
  /** A client's tag section with `@` and the space (IRCv3 message-tags). Longer: 417, dropped. */
  readonly clientTagsBytes: number
  /** Bytes without a line end that one peer may send. More: `ERROR`, closed. */
  readonly unendedBytes: number
  /** One read from a socket, which is also the inbox: reading pauses until it is taken. */
  readonly readBytes: number
  /** Unsent bytes of one link at which its peer is no longer read. */
  readonly outboxSoftBytes: number
  /** Unsent bytes of one link at which it is cut with `ERROR :SendQ exceeded`. */
  readonly outboxHardBytes: number
  /** How long a link may hold unsent bytes without taking any before it is cut. */
  readonly outboxStallMs: number
  /** Unsent bytes of all links together; over it the link with the most goes first. */
  readonly outboxTotalBytes: number
  /** Bytes of public lines in one turn before the turn is flushed early. */
  readonly turnBytes: number
  /** Tokens a connection has at the start, and at most. Empty: its peer is not read until there are some. */
  readonly rateBurst: number
  /** Tokens a connection gets back each second. */
  readonly ratePerSecond: number
  /** Connections at once from one address (loopback exempt). Over: one `ERROR` line, closed, counted. */
  readonly perAddress: number
  /** New connections a minute from one address (loopback exempt). Over: one `ERROR` line, closed, counted. */
  readonly newPerAddressPerMinute: number
  /** Addresses that the two limits above remember; the one unheard for longest is forgotten. */
  readonly addressesKept: number
  /** Descriptors kept free for everything that is not a connection; the rest bounds all connections. */
  readonly descriptorsKept: number
  /** The share of all connections that may be unregistered; over it the oldest of them goes. */
  readonly unregisteredShare: number
  /** From accept to the first byte. Over: closed, counted. */
  readonly firstByteMs: number
  /** From accept to the end of registration. Over: `ERROR`, closed, counted. */
  readonly registrationMs: number
  /** Silence after which the daemon sends PING. */
  readonly pingAfterMs: number
  /** Silence after which a member is gone: `ERROR :Ping timeout`. */
  readonly goneAfterMs: number
  /** How long a link that was ended politely may take to drain. Over: cut. */
  readonly lingerMs: number
  readonly nickBytes: number
  readonly userBytes: number
  readonly realnameBytes: number
  readonly channelBytes: number
  /** Of MODE +k. Over: 525. */
  readonly keyBytes: number
  readonly topicBytes: number
  readonly awayBytes: number
  readonly kickBytes: number
  readonly quitBytes: number
  readonly labelBytes: number
  /** Channels one member may be in. Over: 405. */
  readonly channelsPerMember: number
  /** Channels of the room. Over: 403 to the one who would create it. */
  readonly channels: number
  /** Targets of one PRIVMSG, NOTICE or TAGMSG. Over: 407. */
  readonly targets: number
  /** Mode changes with a parameter in one MODE. Over: the rest is ignored. */
  readonly modeChanges: number
  /** Masks in the lists of one channel (b, e and I together). Over: 478. */
  readonly listModes: number
  /** Nicks one member may monitor. Over: 734. */
  readonly monitored: number
  /** Past members of one nick that WHOWAS knows, and of all. Over: the oldest is forgotten. */
  readonly whowasPerNick: number
  readonly whowas: number
  /** Discovery queries answered per second and source; this computer's own clients share ten times the limit below. Over: dropped, counted. */
  readonly discoveryPerSourcePerSecond: number
  /** Discovery answers per second in all. Over: dropped, counted. */
  readonly discoveryAnswersPerSecond: number
  /** The largest datagram sent or read. Larger: dropped, counted. */
  readonly datagramBytes: number
}

/** The defaults of every limit. */
export const defaultLimits: Limits = {
  lineBytes: 512,
  clientTagsBytes: 4096,
  unendedBytes: 16_384,
  readBytes: 16_384,
  outboxSoftBytes: 65_536,
  outboxHardBytes: 1_048_576,
  outboxStallMs: 15_000,
  outboxTotalBytes: 268_435_456,
  turnBytes: 65_536,
  rateBurst: 20,
  ratePerSecond: 10,
  perAddress: 64,
  newPerAddressPerMinute: 120,
  addressesKept: 16_384,
  descriptorsKept: 128,
  unregisteredShare: 0.25,
  firstByteMs: 5_000,
  registrationMs: 30_000,
  pingAfterMs: 90_000,
  goneAfterMs: 150_000,
  lingerMs: 5_000,
  nickBytes: 32,
  userBytes: 20,
  realnameBytes: 150,
  channelBytes: 64,
  keyBytes: 32,
  topicBytes: 390,
  awayBytes: 390,
  kickBytes: 390,
  quitBytes: 390,
  labelBytes: 64,
  channelsPerMember: 100,
  channels: 1_000,
  targets: 4,
  modeChanges: 12,
  listModes: 100,
  monitored: 100,
  whowasPerNick: 64,
  whowas: 1_000,
  discoveryPerSourcePerSecond: 10,
  discoveryAnswersPerSecond: 50,
  datagramBytes: 1_200,
}
