/** Where a datagram came from, as the socket tells it. */
export interface Source {
  readonly address: string
  readonly port: number
}

/**
 * One way to ask who is there, from the surest to the last.
 * - `address`: where a room was, or was said to be
 * - `loopback`: the daemons of this host
 * - `broadcast`, `multicast`: everybody on each network, by IPv4 and by IPv6
 * - `mdns`: everybody there who speaks multicast DNS, and then, alone, each place where that says a room is
 * - `neighbours`: whoever this host has spoken to on the link; the answer that a firewall here kept out made its sender one
 * - `sweep`: every address around our own
 */
export type Rung = 'address' | 'loopback' | 'broadcast' | 'multicast' | 'mdns' | 'neighbours' | 'sweep'

/**
 * What a look for rooms speaks through: every interface at once. The contract:
 * - `ask` and `askAt` MUST NOT throw or block; an interface that fails is remembered, the others are still asked;
 * - `heard` is called for datagrams from this host or its own networks only.
 */
export interface Hub {
  ask(rung: Rung, bytes: Uint8Array): void
  /** Asks each of these alone. */
  askAt(addresses: readonly string[], bytes: Uint8Array): void
  listen(heard: (bytes: Uint8Array, source: Source) => void): void
}
