import type { Hashed } from '../surroundings.ts'

/** Why what needs a password to be hashed cannot be done now, in words. */
export function unavailable({ result }: Hashed): string {
  return result === 'busy'
    ? 'Too many log in or register at this moment; try again'
    : 'Too many tries from your address; try again in a minute'
}
