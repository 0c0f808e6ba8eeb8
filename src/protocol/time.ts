/** A time in ms since 1970 as server-time writes it: `2026-11-22T22:04:26.123Z` (IRCv3 server-time). */
export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}
