import { parseIpv4 } from './ipv4.ts'

/** An address of either family as a number, which is what networks are parts of. */
export interface IpAddress {
  readonly family: 'ipv4' | 'ipv6'
  readonly number: bigint
}

/** Bits of an address. */
export const widthOf = { ipv4: 32, ipv6: 128 } as const

/** An address without a zone, in the forms of RFC 4291 §2.2 or dotted; undefined for anything else. */
export function parseAddress(text: string): IpAddress | undefined {
  const ipv4 = parseIpv4(text)
  if (ipv4 !== undefined) return { family: 'ipv4', number: BigInt(ipv4) }
  const number = parseIpv6(text)
  return number === undefined ? undefined : { family: 'ipv6', number }
}

/** The first `prefix` bits of an address, as a number. */
export function networkNumber({ family, number }: IpAddress, prefix: number): bigint {
  return number >> BigInt(widthOf[family] - prefix)
}

/** The shortest form of an address of IPv6 (RFC 5952 §4), without dots. */
export function formatIpv6(number: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((number >> BigInt(16 * (7 - i))) & 0xffffn).toString(16),
  )
  const text = groups.join(':')
  const zeros = Array.from(text.matchAll(/\b0(?::0)+\b/g), ([run]) => run).toSorted(
    (a, b) => b.length - a.length,
  )[0]
  if (zeros === undefined) return text
  const at = text.search(new RegExp(`\\b${zeros}\\b`))
  return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + zeros.length).replace(/^:/, '')}`
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::')
  if (halves.length > 2 || !text.includes(':')) return undefined
  const [before = '', after] = halves
  const left = groupsOf(before, after === undefined)
  const right = groupsOf(after ?? '', true)
  if (left === undefined || right === undefined) return undefined
  const missing = 8 - left.length - right.length
  // `::` stands for one group at least.
  if (after === undefined ? missing !== 0 : missing < 1) return undefined
  return [...left, ...Array<number>(missing).fill(0), ...right].reduce(
    (sum, group) => (sum << 16n) | BigInt(group),
    0n,
  )
}

/** The groups of one side of `::`; at the end of the address two of them may be dotted. */
function groupsOf(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const words = text.split(':')
  for (const [i, word] of words.entries()) {
    const dotted = isEnd && i === words.length - 1 ? parseIpv4(word) : undefined
    if (dotted !== undefined) groups.push(dotted >>> 16, dotted & 0xffff)
    else if (/^[\dA-Fa-f]{1,4}$/.test(word)) groups.push(Number.parseInt(word, 16))
    else return undefined
  }
  return groups
}
