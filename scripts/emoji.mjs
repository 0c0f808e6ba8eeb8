// @ts-check
import './node-version.mjs'

// node scripts/emoji.mjs: writes src/tui/emoji-names.ts from gemoji, the names that GitHub has for emoji; with --check, only
// says whether it is stale. One text and not 1,900 properties, so that who types no `:` pays nothing for it.
const { readFileSync, writeFileSync } = await import('node:fs')
const { gemoji } = await import('gemoji')
const { root } = await import('./ready.mjs')

const file = `${root}/src/tui/emoji-names.ts`
const columns = 100

const lines = ['']
for (const { emoji, names } of gemoji) {
  const row = `${emoji} ${names.join(' ')}`
  const line = lines.at(-1) ?? ''
  if (line === '') lines[lines.length - 1] = row
  else if (line.length + row.length < columns) lines[lines.length - 1] = `${line},${row}`
  else lines.push(row)
}

const page = `/**
 * Made by scripts/emoji.mjs of gemoji 8 (Copyright Titus Wormer, MIT licence): each emoji with its names, in the order of
 * Unicode's charts.
 */
export const emojiNames = \`
${lines.join('\n')}
\`
`
if (!process.argv.includes('--check')) writeFileSync(file, page)
else if (readFileSync(file, 'utf8') !== page) {
  console.log('src/tui/emoji-names.ts is stale: node scripts/emoji.mjs')
  process.exitCode = 1
}
