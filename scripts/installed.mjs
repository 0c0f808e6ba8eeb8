// @ts-check
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { step } from './step.mjs'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} Entry */

/**
 * Whether node_modules holds what package-lock.json asks for, by npm's own record of what it installed, which it
 * writes last. Packages for other systems may be missing.
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const found = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (wanted === undefined)
    throw new Error('package-lock.json is missing or broken: git checkout package-lock.json')
  if (found === undefined) return false
  for (const [path, entry] of Object.entries(wanted)) {
    const there = found[path]
    if (path === '' || entry.link === true) continue
    if (there === undefined && entry.optional !== true && entry.devOptional !== true) return false
    if (there !== undefined && (there.version !== entry.version || there.integrity !== entry.integrity))
      return false
  }
  return Object.keys(found).every((path) => path in wanted)
}

/**
 * Installs exactly what package-lock.json says. No package gets to run a script.
 * @param {string} root
 */
export async function install(root) {
  const npm = process.env['npm_execpath']
  const isNpm = npm !== undefined && basename(npm) === 'npm-cli.js'
  const count = Object.keys(packagesOf(join(root, 'package-lock.json')) ?? {}).length - 1
  await step(
    `installing ${count} packages (npm ci, once)`,
    [
      ...(isNpm ? /** @type {const} */ ([process.execPath, npm]) : /** @type {const} */ (['npm'])),
      'ci',
      '--ignore-scripts',
      // What builds and tests is needed even where the environment says "production".
      '--include=dev',
      '--no-audit',
      '--no-fund',
      // .npmrc silences npm; here its errors are wanted, and shown only if there are any.
      '--loglevel=error',
    ],
    root,
  )
}

/**
 * @param {string} file
 * @returns {Record<string, Entry> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
