import type { ScramHashing } from './scram.ts'
import { hmac, pbkdf2, sha256 } from './sha256.ts'

/** So many rounds of PBKDF2 take some ms on a computer, and some ten on a phone. */
const roundsAtOnce = 1_000

/**
 * SCRAM's hashing where there is no cryptography to be had.
 * @param pause resolves when others had their turn
 */
export function jsHashing(pause: () => Promise<void>): ScramHashing {
  return {
    pbkdf2: async (password, salt, iterations) => {
      const steps = pbkdf2(password, salt, iterations, roundsAtOnce)
      for (;;) {
        const { done, value } = steps.next()
        if (done === true) return value
        await pause()
      }
    },
    hmac: async (key, bytes) => hmac(key, bytes),
    sha256: async (bytes) => sha256(bytes),
  }
}
