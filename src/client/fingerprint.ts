/** A SHA-256 from an announcement (base64url) as people compare it: as `openssl x509 -fingerprint -sha256` prints it. */
export function readable(fingerprint: string): string {
  const bytes = atob(fingerprint.replaceAll('-', '+').replaceAll('_', '/'))
  return Array.from(bytes, (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()).join(
    ':',
  )
}
