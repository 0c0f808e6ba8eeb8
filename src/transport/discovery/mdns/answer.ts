import { type DnsMessage, type ResourceRecord, nameKey, typeNumbers } from '../../../protocol/dns/message.ts'
import { type Records, recordKey } from './service.ts'

/** What of our records answers a query, and what whoever asks will want to know next (RFC 6763 §12). */

/** The records that were asked for, without those that are known already (RFC 6762 §7.1). */
export function answersTo({ questions, answers }: DnsMessage, { shared, unique }: Records): ResourceRecord[] {
  const asked = questions.map(({ name, type }) => ({ key: nameKey(name), type }))
  const given = [...shared, ...unique].filter((record) =>
    asked.some(({ key, type }) => isAsked(record, key, type)),
  )
  if (given.length === 0) return []
  const known = new Map(answers.map((one) => [recordKey(one), one.ttlSeconds]))
  return given.filter((record) => (known.get(recordKey(record)) ?? 0) < record.ttlSeconds / 2)
}

function isAsked({ name, data }: ResourceRecord, key: string, type: number): boolean {
  if (data.type === 'other' || nameKey(name) !== key) return false
  return type === typeNumbers.ANY || type === typeNumbers[data.type]
}

/** The place of a service that was answered, and the addresses of that place. */
export function besides(answers: readonly ResourceRecord[], { unique }: Records): ResourceRecord[] {
  const given = new Set(answers.map(recordKey))
  const wanted = new Set(answers.flatMap(({ data }) => (data.type === 'PTR' ? [nameKey(data.to)] : [])))
  const services = unique.filter(({ name }) => wanted.has(nameKey(name)))
  const isPlaced = [...answers, ...services].some(({ data }) => data.type === 'SRV')
  const addresses = isPlaced ? unique.filter(({ data }) => 'address' in data) : []
  return [...services, ...addresses].filter((record) => !given.has(recordKey(record)))
}
