import { type Data, type Name, type ResourceRecord, nameKey } from '../../../protocol/dns/message.ts'
import { dataBytes } from '../../../protocol/dns/encode.ts'

/** What a room is to DNS-SD (RFC 6763): the records that say so. */

/** What is published of a room; nothing that its answers to a query do not say as well. */
export interface Published {
  readonly room: string
  readonly id: string
  readonly tcpPort: number
  /** Where it answers queries, if that is not the port of discovery. */
  readonly udpPort?: number | undefined
  /** SHA-256 of the TLS certificate, base64url; without it there is no TLS. */
  readonly fingerprint?: string | undefined
  /** Who speaks plainly is not let in. */
  readonly isTlsOnly: boolean
  /** How often a name of ours turned out to be somebody else's. */
  readonly conflicts: number
}

/** The records of a room on one network. */
export interface Records {
  /** Others have such records too: who has a service of this kind. */
  readonly shared: readonly ResourceRecord[]
  /** Nobody else may have these. */
  readonly unique: readonly ResourceRecord[]
}

/** Host records may change soon, the others hardly do (RFC 6762 §10). */
const hostTtl = 120
const otherTtl = 4_500

/** A kind of its own among the chat servers (RFC 6763 §7.1): own clients ask for that. */
const subtype = '_earshot'
const localDomain = 'local'

/** The services of one port: with TLS RFC 7194 has a name of its own. */
const services = [
  { type: '_irc', isOwn: true, isThere: ({ isTlsOnly }: Published) => !isTlsOnly },
  { type: '_ircs-u', isOwn: true, isThere: ({ fingerprint }: Published) => fingerprint !== undefined },
  { type: '_http', isOwn: false, isThere: ({ isTlsOnly }: Published) => !isTlsOnly },
] as const

const kindOf = (type: string): Name => [type, '_tcp', localDomain]
const ownKindOf = (type: string): Name => [subtype, '_sub', ...kindOf(type)]

/** What own clients ask for. */
export const ownKinds: readonly Name[] = services
  .filter(({ isOwn }) => isOwn)
  .map(({ type }) => ownKindOf(type))

/** RFC 6763 §9: what kinds of services there are. */
const allKinds: Name = ['_services', '_dns-sd', '_udp', localDomain]

/** What people read. Where somebody else has the name, the identity is in it too. */
export function instanceLabel({ room, id, conflicts }: Published): string {
  return conflicts === 0 ? room : `${room} (${id.slice(0, 8)}${conflicts === 1 ? '' : `-${conflicts}`})`
}

/** Of the identity: computers of one name are common, and one of them may not be ours. */
export function hostLabel({ id, conflicts }: Published): string {
  return `earshot-${id.slice(0, 8)}${conflicts < 2 ? '' : `-${conflicts}`}`
}

/** The records of a room on a network where this host has these addresses, without a zone. */
export function recordsOf(room: Published, addresses: readonly string[]): Records {
  const shared: ResourceRecord[] = []
  const unique: ResourceRecord[] = []
  const host: Name = [hostLabel(room), localDomain]
  for (const { type, isOwn, isThere } of services) {
    if (!isThere(room)) continue
    const kind = kindOf(type)
    const name: Name = [instanceLabel(room), ...kind]
    shared.push(pointer(allKinds, kind), pointer(kind, name))
    if (isOwn) shared.push(pointer(ownKindOf(type), name))
    const strings = isOwn ? textOf(room) : ['path=/']
    unique.push(own(name, hostTtl, { type: 'SRV', port: room.tcpPort, target: host }))
    unique.push(own(name, otherTtl, { type: 'TXT', strings }))
  }
  for (const address of addresses)
    unique.push(own(host, hostTtl, { type: address.includes(':') ? 'AAAA' : 'A', address }))
  return { shared, unique }
}

/** RFC 6763 §6.7: the version of this list comes first. Only what can be said in a few bytes; a query tells the rest, signed. */
function textOf({ id, room, fingerprint, udpPort }: Published): string[] {
  const tls = fingerprint === undefined ? [] : ['tls=1', `fp=${fingerprint}`]
  return [
    'txtvers=1',
    'v=1',
    `id=${id}`,
    `room=${room}`,
    ...tls,
    'ws=1',
    ...(udpPort === undefined ? [] : [`udp=${udpPort}`]),
  ]
}

function pointer(name: Name, to: Name): ResourceRecord {
  return { name, ttlSeconds: otherTtl, isUnique: false, data: { type: 'PTR', to } }
}

function own(name: Name, ttlSeconds: number, data: Data): ResourceRecord {
  return { name, ttlSeconds, isUnique: true, data }
}

/** One key for a record, whatever its time to live. */
export function recordKey({ name, data }: ResourceRecord): string {
  return `${nameKey(name)} ${String(dataBytes(data))}`
}
