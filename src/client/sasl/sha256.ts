/*
 * SHA-256 (FIPS 180-4), and HMAC (RFC 2104) and PBKDF2 (RFC 8018 §5.2) with it, on wire strings. In plain JavaScript: a page
 * without TLS has no Web Crypto.
 */

const blockBytes = 64
const blockWords = 16
const rounds = 64

/** The state that hashing begins with, and a number for each round (FIPS 180-4 §4.2.2, §5.3.3). */
const initial = new Int32Array(8)
const added = new Int32Array(rounds)
for (let prime = 2, n = 0; n < rounds; prime++) {
  if (!isPrime(prime)) continue
  // The first 32 bits of the fractions of its roots.
  if (n < initial.length) initial[n] = (Math.sqrt(prime) % 1) * 2 ** 32
  added[n++] = (Math.cbrt(prime) % 1) * 2 ** 32
}

function isPrime(number: number): boolean {
  for (let by = 2; by * by <= number; by++) if (number % by === 0) return false
  return true
}

export const sha256 = (wire: string): string => wireOf(ended(initial, 0, wire))

export function hmac(key: string, wire: string): string {
  const [inner, outer] = keyed(key)
  return wireOf(ended(outer, blockBytes, wireOf(ended(inner, blockBytes, wire))))
}

/** PBKDF2 with HMAC-SHA-256, 32 bytes of it; yields after so many rounds each time, so that others get their turn. */
export function* pbkdf2(
  password: string,
  salt: string,
  iterations: number,
  every: number,
): Generator<void, string> {
  const [inner, outer] = keyed(password)
  const block = blockAfter(blockBytes)
  let last = words(hmac(password, `${salt}\0\0\0\x01`))
  const sum = last.slice()
  for (let round = 1; round < iterations; round++) {
    if (round % every === 0) yield
    // The two blocks of an HMAC of one hash, without what only strings need.
    for (const start of [inner, outer]) {
      block.set(last)
      last = start.slice()
      compress(last, block)
    }
    for (let i = 0; i < sum.length; i++) sum[i] = at(sum, i) ^ at(last, i)
  }
  return wireOf(sum)
}

/** The states after the two blocks that a key makes (RFC 2104 §2). */
function keyed(key: string): readonly [inner: Int32Array, outer: Int32Array] {
  const block = words((key.length > blockBytes ? sha256(key) : key).padEnd(blockBytes, '\0'))
  const after = (pad: number): Int32Array => {
    const state = initial.slice()
    compress(
      state,
      block.map((word) => word ^ (pad * 0x01010101)),
    )
    return state
  }
  return [after(0x36), after(0x5c)]
}

/** The last block of a message of which one hash stands in it, after so many bytes: padded (FIPS 180-4 §5.1.1). */
function blockAfter(bytes: number): Int32Array {
  const block = new Int32Array(blockWords)
  block[8] = 0x80 << 24
  block[15] = (bytes + 32) * 8
  return block
}

/** The state at the end of a message, of which `done` bytes are in the state already. */
function ended(start: Int32Array, done: number, wire: string): Int32Array {
  const state = start.slice()
  const blanks = '\0'.repeat((2 * blockBytes - 9 - (wire.length % blockBytes)) % blockBytes)
  const bits = (done + wire.length) * 8
  const all = words(`${wire}\x80${blanks}\0\0\0\0${wireOf([bits])}`)
  for (let i = 0; i < all.length; i += blockWords) compress(state, all.subarray(i, i + blockWords))
  return state
}

const schedule = new Int32Array(rounds)

/** One block of 16 words into the state (FIPS 180-4 §6.2.2). */
function compress(state: Int32Array, block: Int32Array): void {
  schedule.set(block)
  for (let i = blockWords; i < rounds; i++) {
    const [x, y] = [at(schedule, i - 15), at(schedule, i - 2)]
    const small = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3)
    const large = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10)
    schedule[i] = at(schedule, i - 16) + small + at(schedule, i - 7) + large
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < rounds; i++) {
    const chosen = (e & f) ^ (~e & g)
    const one =
      (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + at(added, i) + at(schedule, i)) | 0
    const most = (a & b) ^ (a & c) ^ (b & c)
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) + word
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

const at = (all: Int32Array, i: number): number => all[i] ?? 0

function words(wire: string): Int32Array {
  return Int32Array.from({ length: wire.length / 4 }, (_, i) =>
    [0, 1, 2, 3].reduce((word, n) => (word << 8) | wire.charCodeAt(4 * i + n), 0),
  )
}

function wireOf(all: ArrayLike<number>): string {
  return Array.from(all, (word) =>
    String.fromCharCode(word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255),
  ).join('')
}
