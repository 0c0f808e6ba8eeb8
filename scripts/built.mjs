// @ts-check
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { step } from './step.mjs'
import { licencesText, thirdParty } from './third-party.mjs'

/** Besides src/, what decides how dist/ comes out. */
const inputs = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/built.mjs',
  'scripts/bundle.mjs',
  'scripts/jsx.mjs',
  'scripts/page.mjs',
  'scripts/third-party.mjs',
]

/**
 * Whether dist/ was made from what src/ holds now.
 * @param {string} root
 */
export function isBuilt(root) {
  return stampOf(root) === fingerprint(root) && existsSync(join(root, 'dist'))
}

/**
 * Makes dist/ anew. The old one stays until the new one is whole, so a daemon that runs from it, and loads a file
 * late, never meets half a build; nothing of a deleted source file is left.
 * @param {string} root
 */
export async function build(root) {
  for (const name of readdirSync(root)) if (name.startsWith('.dist-')) remove(join(root, name))
  const fresh = join(root, `.dist-${process.pid}`)
  const old = `${fresh}-old`
  // Taken before: a file that is changed meanwhile must count as changed.
  const stamp = fingerprint(root)
  try {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    await step('building', [process.execPath, tsc, '-p', 'tsconfig.build.json', '--outDir', fresh], root)
    if (existsSync(join(root, 'src', 'web', 'index.html'))) {
      const { buildPage } = await import('./page.mjs')
      const kilobytes = await buildPage(root, join(fresh, 'web'))
      process.stderr.write(`earshot: the page is ${kilobytes} KB compressed\n`)
    }
    const main = join(fresh, 'cli', 'main.js')
    const grammar = join(fresh, 'cli', 'grammar.js')
    if (existsSync(grammar)) writeFileSync(join(fresh, 'help.txt'), await helpOf(grammar))
    if (existsSync(main)) {
      const { bundle } = await import('./bundle.mjs')
      await bundle(fresh)
      chmodSync(main, 0o755)
    }
    writeFileSync(join(fresh, 'third-party.txt'), licencesText(thirdParty(root)))
    writeFileSync(join(fresh, '.built'), stamp)
    if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old)
    renameSync(fresh, join(root, 'dist'))
  } finally {
    remove(fresh)
    remove(old)
  }
}

/**
 * What `earshot --help` says: it is there to be printed without being made.
 * @param {string} file
 */
async function helpOf(file) {
  const { grammar } = await import(pathToFileURL(file).href)
  const nothing = async () => undefined
  return `${await grammar(nothing, undefined, 100).getHelp()}\n`
}

/** @param {string} root */
function stampOf(root) {
  try {
    return readFileSync(join(root, 'dist', '.built'), 'utf8')
  } catch {
    return undefined
  }
}

/**
 * Names, sizes and times of all sources: reading their text would take longer and find no more.
 * @param {string} root
 */
function fingerprint(root) {
  const hash = createHash('sha256')
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of [...files.sort(), ...inputs.map((name) => join(root, name))]) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file.slice(root.length)} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** @param {string} path */
function remove(path) {
  rmSync(path, { recursive: true, force: true })
}
