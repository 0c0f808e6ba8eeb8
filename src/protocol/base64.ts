/** Base64 (RFC 4648 §4) of wire strings: both sides are strings whose character codes are bytes. */

const form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The bytes; undefined for what is not base64 with its padding. */
export function fromBase64(text: string): string | undefined {
  return form.test(text) ? atob(text) : undefined
}

/** The reverse. */
export function toBase64(bytes: string): string {
  return btoa(bytes)
}
