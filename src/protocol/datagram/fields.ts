import type { Fields } from './json.ts'

/** The form of each field. A reader gives the value, or undefined for anything else; unknown fields are ignored. */

/** 16 random bytes as base64url. */
export const isNonce = matching(/^[\w-]{22}$/)
/** 130 bits of the SHA-256 of a public key, as base32. */
export const isId = matching(/^[a-z2-7]{26}$/)
/** The first 8 characters of an id: enough to tell who is known already. */
export const isShortId = matching(/^[a-z2-7]{8}$/)
/** 32 bytes as base64url: an Ed25519 public key, or a SHA-256. */
export const isKey = matching(/^[\w-]{43}$/)
export const isBootId = matching(/^[\da-f]{8}$/)
export const isVersion = matching(/^[!-~]{1,16}$/)
/** An address without a zone; whether it can be reached is decided where it is used. */
export const isAddress = matching(/^[\da-f.:]{2,45}$/i)

/** A whole number from `least` to `most`. */
export function isInteger(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}

/** Whether a value is a port that can be connected to: 1 to 65535. */
export function isPort(value: unknown): value is number {
  return isInteger(value, 1, 65_535)
}

/** A list of at most `most` values of one form; undefined in the place of a missing one is an empty list. */
export function listOf(
  value: unknown,
  most: number,
  fits: (value: unknown) => value is string,
): readonly string[] | undefined {
  if (value === undefined) return []
  return Array.isArray(value) && value.length <= most && value.every(fits) ? value : undefined
}

/** Fields of version 1; another version is somebody else's, and ignored. */
export function isVersionOne(fields: Fields): boolean {
  return fields['v'] === 1
}

function matching(form: RegExp) {
  return (value: unknown): value is string => typeof value === 'string' && form.test(value)
}
