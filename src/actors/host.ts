/** An address as the host of `nick!user@host`: what begins with a colon would read as a last parameter. */
export function hostOf(address: string): string {
  const host = address.split('%')[0] ?? address
  return host.startsWith(':') ? `0${host}` : host
}
