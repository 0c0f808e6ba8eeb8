import { NodeHashing } from '../src/ops/hashing.ts'

/** As the daemon's, but guessed as quickly as it is hashed: for tests of everything else. */
export const quickHashing = new NodeHashing({ cost: 2, iterations: 4_096 })
