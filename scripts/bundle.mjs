// @ts-check
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * Puts what a command loads into few files, in the place of `cli/main.js`: of 280 files to find, read and compile, 30 or so are
 * left, which is a quarter of what a start costs. Packages stay what they are.
 * @param {string} dist where the compiled files are
 */
export async function bundle(dist) {
  // Late: at the first start it is not installed yet.
  const esbuild = await import('esbuild')
  const cli = join(dist, 'cli')
  await esbuild.build({
    absWorkingDir: dist,
    entryPoints: [join(cli, 'main.js')],
    outdir: cli,
    chunkNames: 'part-[hash]',
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'silent',
    plugins: [inPlace(cli)],
  })
}

/**
 * Files are looked for from where each file was, and not from where it is now.
 * @param {string} cli
 * @returns {import('esbuild').Plugin}
 */
const inPlace = (cli) => ({
  name: 'in-place',
  setup(build) {
    build.onLoad({ filter: /\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes('import.meta.url')) return undefined
      const was = JSON.stringify(`./${relative(cli, path)}`)
      return {
        contents: text.replaceAll('import.meta.url', `new URL(${was}, import.meta.url)`),
        resolveDir: dirname(path),
        loader: 'js',
      }
    })
  },
})
