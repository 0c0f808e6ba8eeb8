/** A time in ms since 1970 as server-time writes it: `2026-11-22T22:04:26.123Z` (IRCv3 server-time). */
export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}

const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The reverse, ms since 1970; undefined for any other form (IRCv3 server-time) and for a day that there is not. */
export function parseIsoTime(text: string): number | undefined {
  if (!form.test(text)) return undefined
  const atMs = Date.parse(text)
  // Some days that there are not (February 30) are read as others.
  return Number.isNaN(atMs) || isoTime(atMs) !== text ? undefined : atMs
}
