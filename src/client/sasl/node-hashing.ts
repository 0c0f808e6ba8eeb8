import { createHash, createHmac, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import type { ScramHashing } from './scram.ts'

const slowPbkdf2 = promisify(pbkdf2)
const hashBytes = 32

const bytesOf = (wire: string): Buffer => Buffer.from(wire, 'latin1')

/** SCRAM's hashing by Node's crypto, beside the event loop where it takes long. */
export const nodeHashing: ScramHashing = {
  pbkdf2: async (password, salt, iterations) =>
    (await slowPbkdf2(bytesOf(password), bytesOf(salt), iterations, hashBytes, 'sha256')).toString('latin1'),
  hmac: async (key, bytes) =>
    createHmac('sha256', bytesOf(key)).update(bytesOf(bytes)).digest().toString('latin1'),
  sha256: async (bytes) => createHash('sha256').update(bytesOf(bytes)).digest().toString('latin1'),
}
