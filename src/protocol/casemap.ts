/**
 * CASEMAPPING=ascii: A-Z and a-z are one, everything else is itself (Modern IRC, "CASEMAPPING").
 * Safe on wire strings, where `toLowerCase` would change bytes of UTF-8.
 */
export function fold(name: string): string {
  return /[A-Z]/.test(name) ? name.replaceAll(/[A-Z]+/g, (run) => run.toLowerCase()) : name
}
