// @ts-check
import { readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pagePackages } from './third-party.mjs'

/** All that a browser loads, compressed, in KB of 1,024 bytes: a phone on a bad Wi-Fi has it at once. */
const mostKilobytes = 40

/** Preact is in the bundle; its licence asks for these words. */
const banner = '/*! Preact, Copyright (c) 2015-present Jason Miller, MIT licence */'

/** Where the page is made of. */
const parts = ['protocol', 'client', 'web']

/**
 * Of the table of limits only the numbers that the page reads: all of it, with what it says of them for docs/protocol.md, is a
 * fifteenth of what a browser loads.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
const fewLimits = (root) => ({
  name: 'few-limits',
  setup(build) {
    build.onLoad({ filter: /\/protocol\/limits\.ts$/ }, ({ path }) => {
      const table = readFileSync(path, 'utf8')
      const numbers = limitsReadIn(root).map((name) => {
        const [, number] = new RegExp(`\\b${name}: \\{\\s*default: ([\\d_]+)`).exec(table) ?? []
        if (number === undefined) throw new Error(`no limit in the table: ${name}`)
        return `${name}: ${number}`
      })
      return { contents: `export const defaultLimits = { ${numbers.join(', ')} }`, loader: 'js' }
    })
  },
})

/**
 * @param {string} root
 * @returns {string[]}
 */
function limitsReadIn(root) {
  const files = parts.flatMap((part) => {
    const folder = join(root, 'src', part)
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  })
  const texts = files.filter((file) => /\.tsx?$/.test(file)).map((file) => readFileSync(file, 'utf8'))
  const names = texts.flatMap((text) =>
    Array.from(text.matchAll(/\bdefaultLimits\.(\w+)/g), ([, name]) => name ?? ''),
  )
  return [...new Set(names)]
}

/**
 * Makes the page of src/web in `out`: one script, with its icons, and one style sheet, named by what is in them.
 * @param {string} root
 * @param {string} out
 * @returns {Promise<number>} how much a browser loads, KB
 * @throws where something cannot be built, or it is too much
 */
export async function buildPage(root, out) {
  // Late: at the first start it is not installed yet.
  const esbuild = await import('esbuild')
  const web = join(root, 'src', 'web')
  mkdirSync(out, { recursive: true })
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { app: join(web, 'main.tsx'), style: join(web, 'style.css') },
    entryNames: '[name].[hash]',
    outdir: out,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    // The types' tsconfig.json asks for the automatic runtime.
    tsconfigRaw: '{}',
    jsx: 'transform',
    jsxFactory: 'h',
    jsxFragment: 'Fragment',
    inject: [join(root, 'scripts', 'jsx.mjs')],
    banner: { js: banner },
    loader: { '.svg': 'dataurl' },
    logLevel: 'silent',
    plugins: [fewLimits(root)],
  })
  checkPackages(Object.keys(metafile.inputs))
  const made = Object.keys(metafile.outputs).map((file) => basename(file))
  const html = readFileSync(join(web, 'index.html'), 'utf8')
  const named = html.replaceAll(/\/(app\.js|style\.css)/g, (_, name) => {
    const [stem, end] = name.split('.')
    return `/${made.find((file) => file.startsWith(`${stem}.`) && file.endsWith(`.${end}`))}`
  })
  writeFileSync(join(out, 'index.html'), named)
  const bytes = readdirSync(out).reduce(
    // As the daemon compresses them.
    (sum, name) => sum + gzipSync(readFileSync(join(out, name)), { level: 9 }).length,
    0,
  )
  const kilobytes = Math.round((bytes / 1_024) * 10) / 10
  if (kilobytes > mostKilobytes) {
    rmSync(out, { recursive: true })
    throw new Error(`the page is ${kilobytes} KB compressed, and may be ${mostKilobytes}`)
  }
  return kilobytes
}

/**
 * Whoever adds a package to the page passes its licence on.
 * @param {readonly string[]} inputs
 */
function checkPackages(inputs) {
  const packages = inputs.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [])
  const unknown = packages.find((name) => !pagePackages.includes(name))
  if (unknown !== undefined)
    throw new Error(`the page has ${unknown} in it, which scripts/third-party.mjs does not name`)
}
