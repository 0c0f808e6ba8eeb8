// @ts-check
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What others may build on without asking us: no licence that binds more than its own files. */
const allowed = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0'])

/** What the page's script is made of; it is in the bundle, so nobody installs it. `buildPage` holds this to be all. */
export const pagePackages = ['preact']

/** Of which a table in src/ is made. */
const dataPackages = ['gemoji']

/** @typedef {'page' | 'data' | 'dependency'} Role */

const roles = /** @type {const} */ ({
  page: 'in the page’s script',
  data: 'as a table in ours',
  dependency: 'installed with earshot',
})

/**
 * @typedef {object} ThirdParty
 * @property {string} name
 * @property {string} version as package-lock.json has it
 * @property {string} licence an SPDX identifier
 * @property {string} text the licence itself, with whose it is
 * @property {Role} as
 */

/**
 * Every package of others that earshot comes with or installs, by name: what `npm ci --omit=dev` brings, and what is in
 * the page.
 * @param {string} root a checkout with its packages
 * @returns {ThirdParty[]}
 * @throws where a package has no licence that we can pass on, or not its text
 */
export function thirdParty(root) {
  /** @type {ThirdParty[]} */
  const all = [
    ...dependencyPlaces(root).map((place) => described(root, place, /** @type {const} */ ('dependency'))),
    ...pagePackages.map((name) => described(root, `node_modules/${name}`, /** @type {const} */ ('page'))),
    ...dataPackages.map((name) => described(root, `node_modules/${name}`, /** @type {const} */ ('data'))),
  ]
  const byName = new Map(all.map((one) => [`${one.name} ${one.version}`, one]))
  return [...byName.keys()].sort().flatMap((key) => byName.get(key) ?? [])
}

/**
 * Where the packages are that earshot needs to run, as in `node_modules/pino`.
 * @param {string} root
 * @returns {string[]}
 */
export function dependencyPlaces(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.keys(packages).filter(
    (place) => place !== '' && packages[place].dev !== true && packages[place].devOptional !== true,
  )
}

/** @param {string} root @param {string} place @param {Role} as @returns {ThirdParty} */
function described(root, place, as) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, place, 'package.json'), 'utf8'))
  if (!allowed.has(license)) throw new Error(`${name} has the licence ${license}, which nobody has agreed to`)
  const file = readdirSync(join(root, place)).find((entry) => /^licen[cs]e/i.test(entry))
  if (file === undefined) throw new Error(`${name} comes without the text of its licence`)
  return { name, version, licence: license, text: readFileSync(join(root, place, file), 'utf8').trim(), as }
}

/**
 * The file that goes with every package of earshot.
 * @param {readonly ThirdParty[]} all
 */
export function licencesText(all) {
  const line = '-'.repeat(78)
  const intro =
    'earshot comes with these packages, or installs them. Each is its authors’, under its own licence.'
  return `${[intro, ...all.map(({ name, version, licence, text }) => `${line}\n${name} ${version} (${licence})\n\n${text}`)].join('\n\n')}\n`
}

/**
 * docs/third-party.md.
 * @param {readonly ThirdParty[]} all
 */
export function thirdPartyPage(all) {
  const rows = all.map(
    ({ name, version, licence, as }) => `| ${name} | ${version} | ${licence} | ${roles[as]} |`,
  )
  return `# Packages of others

<!-- Made by "npm run docs" from package-lock.json. -->

What earshot comes with or installs, and under which licence. The texts are in \`dist/third-party.txt\`, which is part of
every package of earshot. The build fails where a licence is not one of ${[...allowed].join(', ')}.

| package | version | licence | how |
|---|---|---|---|
${rows.join('\n')}
`
}
