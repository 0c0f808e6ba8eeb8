import { fromWire, toWire } from '../protocol/wire.ts'

/** An account, as a line of the file of accounts; but for the name, which is a wire string, all is ASCII. */
export interface AccountRecord {
  readonly name: string
  readonly verifiers: {
    readonly scrypt: {
      readonly salt: string
      readonly hash: string
      readonly cost: number
      readonly blockSize: number
      readonly parallelization: number
    }
    readonly scram: {
      readonly salt: string
      readonly iterations: number
      readonly storedKey: string
      readonly serverKey: string
    }
  }
  readonly certificates: readonly string[]
  readonly madeMs: number
}

/** The line, with its end. */
export function writeAccount({ name, verifiers, certificates, madeMs }: AccountRecord): string {
  return `${JSON.stringify({ format: 1, name: fromWire(name), verifiers, certificates, madeMs })}\n`
}

/** The line that says that there is no such account any more, with its end. */
export function writeDropped(name: string): string {
  return `${JSON.stringify({ format: 1, name: fromWire(name), dropped: true })}\n`
}

/** The reverse: the name. */
export function readDropped(line: string): string | undefined {
  const { format, name, dropped } = fieldsOf(parsed(line))
  return format === 1 && isWord(name) && dropped === true ? toWire(name) : undefined
}

/** The reverse of `writeAccount`; undefined for what `writeAccount` did not write. */
export function readAccount(line: string): AccountRecord | undefined {
  const { format, name, verifiers, certificates, madeMs } = fieldsOf(parsed(line))
  const { scrypt, scram } = fieldsOf(verifiers)
  const { salt, hash, cost, blockSize, parallelization } = fieldsOf(scrypt)
  const { salt: scramSalt, iterations, storedKey, serverKey } = fieldsOf(scram)
  if (format !== 1 || !isWord(name) || !isNumber(madeMs) || !Array.isArray(certificates)) return undefined
  if (!certificates.every(isFingerprint)) return undefined
  if (!isBase64(salt) || !isBase64(hash) || !isCount(blockSize) || !isCount(parallelization)) return undefined
  // A power of two, of no more memory than one login may take.
  if (!isCount(cost) || cost < 2 || (cost & (cost - 1)) !== 0 || cost * blockSize > mostCost) return undefined
  if (!isBase64(scramSalt) || !isBase64(storedKey) || !isBase64(serverKey) || !isCount(iterations)) {
    return undefined
  }
  return {
    name: toWire(name),
    verifiers: {
      scrypt: { salt, hash, cost, blockSize, parallelization },
      scram: { salt: scramSalt, iterations, storedKey, serverKey },
    },
    certificates,
    madeMs,
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** 1 GiB in scrypt. */
const mostCost = 8_388_608

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

const isWord = (value: unknown): value is string => typeof value === 'string' && /^[^\s\p{C}]+$/u.test(value)
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isCount = (value: unknown): value is number =>
  isNumber(value) && Number.isInteger(value) && value > 0 && value <= 1_073_741_824
const isBase64 = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(value)
const isFingerprint = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
