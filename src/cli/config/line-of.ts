/**
 * The number of the line in which a key of a table, or where the key is not there the table, is written; parsers do not
 * say. The top of a file is the table of the name ''. 1 where it is written in a way that this does not know.
 */
export function lineOf(text: string, table: string, key: string): number {
  const lines = text.split('\n')
  let here = ''
  for (const [index, line] of lines.entries()) {
    const header = /^\s*\[{1,2}\s*([^\]]+?)\s*\]/.exec(line)?.[1]
    if (header !== undefined) here = bare(header)
    if (header !== undefined && table === '' && here === key) return index + 1
    const written = /^\s*([^=#[]+?)\s*=/.exec(line)?.[1]
    if (written === undefined) continue
    const name = bare(written)
    if (here === table && (name === key || (table === '' && name.startsWith(`${key}.`)))) return index + 1
    if (here === '' && name === `${table}.${key}`) return index + 1
  }
  return 1
}

/** A key without its quotes and the spaces around its dots. */
function bare(key: string): string {
  return key
    .split('.')
    .map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2'))
    .join('.')
}
