/** What an answer may hold of a list; the line around it is longer by its frame, and what it holds is escaped but once. */
const pageBytes = 48 * 1024

/** As much of a list as fits into one answer; `next` is what to ask after for the rest, if there is any. */
export function pageOf<Row extends { readonly id: number }>(
  rows: Iterable<Row>,
): { readonly rows: readonly Row[]; readonly next?: number } {
  const taken: Row[] = []
  let bytes = 0
  for (const row of rows) {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1
    const last = taken.at(-1)
    if (last !== undefined && bytes > pageBytes) return { rows: taken, next: last.id }
    taken.push(row)
  }
  return { rows: taken }
}
