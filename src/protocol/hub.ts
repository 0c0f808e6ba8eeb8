/** Where a datagram came from, as the socket tells it. */
export interface Source {
  readonly address: string
  readonly port: number
}

/**
 * What a look for rooms speaks through: every interface at once. The contract:
 * - `broadcast` MUST NOT throw or block; an interface that fails is remembered, the others are still asked;
 * - `heard` is called for datagrams from this host or its own networks only.
 */
export interface Hub {
  broadcast(bytes: Uint8Array): void
  listen(heard: (bytes: Uint8Array, source: Source) => void): void
}
