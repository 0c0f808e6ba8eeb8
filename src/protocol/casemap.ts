/**
 * CASEMAPPING=ascii: A-Z and a-z are one, everything else is itself (Modern IRC, "CASEMAPPING").
 * Safe on wire strings, where `toLowerCase` would change bytes of UTF-8.
 */
export function fold(name: string): string {
  return /[A-Z]/.test(name) ? name.replaceAll(/[A-Z]+/g, (run) => run.toLowerCase()) : name
}

/** The reverse, for verbs; as safe on wire strings, where `toUpperCase` even makes characters that are no bytes. */
export function upper(verb: string): string {
  return /[a-z]/.test(verb) ? verb.replaceAll(/[a-z]+/g, (run) => run.toUpperCase()) : verb
}
