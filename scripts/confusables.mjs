// @ts-check
import './node-version.mjs'

// node scripts/confusables.mjs: writes src/protocol/confusables.ts from Unicode's confusables.txt, which unhomoglyph
// ships; with --check, only says whether it is stale. Data and not code, so that a browser need not load 100 KB.
const { readFileSync, writeFileSync } = await import('node:fs')
const { createRequire } = await import('node:module')
const { root } = await import('./ready.mjs')

/** @type {Readonly<Record<string, string>>} */
const data = createRequire(import.meta.url)('unhomoglyph/data.json')

const file = `${root}/src/protocol/confusables.ts`
const columns = 108

/** As two letters, `rn` is in half of all names: no m is one. */
const prototypes = new Map(
  Object.entries({ ...data, m: 'm' }).map(([from, to]) => [from, to.replaceAll('rn', 'm')]),
)

/** What may not stand in a nick has no need of a row: it is refused before. @param {string} text */
const mayStand = (text) =>
  text === text.normalize('NFKC') && !/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(text)

/** UTS #39 §4, and then small letters, as often as it changes anything. @param {string} text @returns {string} */
function ended(text) {
  const shown = Array.from(text.normalize('NFD'), (character) => prototypes.get(character) ?? character).join(
    '',
  )
  const small = Array.from(shown.normalize('NFD'), (character) => character.toLowerCase()).join('')
  return small === text ? text : ended(small)
}

/** @type {Map<string, string[]>} */
const rows = new Map()
const hex = (/** @type {string} */ character) => (character.codePointAt(0) ?? 0).toString(16)
for (const from of [...prototypes.keys()].sort((a, b) =>
  hex(a).padStart(6, '0') < hex(b).padStart(6, '0') ? -1 : 1,
)) {
  const to = ended(from)
  if (!mayStand(from) || to === from.toLowerCase()) continue
  const key = Array.from(to, hex).join('+')
  rows.set(key, [...(rows.get(key) ?? []), hex(from)])
}

const lines = ['']
for (const word of [...rows]
  .map(([to, from]) => `${to}=${from.join(',')}`)
  .flatMap((row) => row.split(/(?<=[=,])/))) {
  const line = lines.at(-1) ?? ''
  const isNew = word.endsWith('=') && line !== ''
  const space = isNew ? ' ' : ''
  if (line.length + space.length + word.length > columns) lines.push(word)
  else lines[lines.length - 1] = line + space + word
}

const page = `/**
 * Made by scripts/confusables.mjs of Unicode's confusables.txt 13.0.0 (UTS #39), for what may stand in a nick: what it
 * looks like, =, and what looks so, as code points in hexadecimal. Copyright 1991-2020 Unicode, Inc.; see
 * https://www.unicode.org/terms_of_use.html.
 */
export const confusables = \`
${lines.join('\n')}
\`
`
if (!process.argv.includes('--check')) writeFileSync(file, page)
else if (readFileSync(file, 'utf8') !== page) {
  console.log('src/protocol/confusables.ts is stale: node scripts/confusables.mjs')
  process.exitCode = 1
}
