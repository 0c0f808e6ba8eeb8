/** One connection, as the daemon that holds it counts. */
export interface LinkUse {
  /** Its nick, or the star. */
  readonly nick: string
  readonly user: string
  /** The address that it came from, as a host. */
  readonly host: string
  /** Not sent yet. */
  readonly unsentBytes: number
  readonly bytesOut: number
  readonly linesIn: number
  readonly bytesIn: number
  readonly openSeconds: number
}

/**
 * What a verb of the connection may ask of the daemon around the room. It is of now and of this daemon, so no entry may
 * depend on it.
 */
export interface Surroundings {
  /** How many connections are no members yet. */
  strangers(): number
  links(): Iterable<LinkUse>
  /** How often each verb was used since the start. */
  uses(): ReadonlyMap<string, number>
  /** Under which names one may be an operator; a star for any. */
  operators(): readonly string[]
  /**
   * Begins to read the operator's files again; what they say becomes an entry, and who asked is told when one is broken.
   * False where they are being read already, or there are none.
   */
  rehash(): boolean
}
