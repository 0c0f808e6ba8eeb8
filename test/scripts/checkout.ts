import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** A small checkout with this project's scripts, of which nothing can reach the real one. */
export interface Checkout {
  readonly root: string
  readonly write: (path: string, text: string) => void
  readonly remove: (path: string) => void
  readonly dispose: () => void
}

/** Makes a checkout whose dependencies are installed (as links to the real ones) and whose dist/ is not built. */
export function makeCheckout(): Checkout {
  const root = mkdtempSync(join(tmpdir(), 'earshot-checkout-'))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  cpSync('scripts', join(root, 'scripts'), { recursive: true })
  for (const file of ['tsconfig.json', 'tsconfig.build.json']) cpSync(file, join(root, file))
  write('package.json', '{"name":"earshot","version":"0.0.0","type":"module"}')
  write('package-lock.json', '{"lockfileVersion":3,"packages":{"":{}}}')
  write('node_modules/.package-lock.json', '{"packages":{}}')
  for (const name of readdirSync('node_modules'))
    if (!name.startsWith('.')) symlinkSync(resolve('node_modules', name), join(root, 'node_modules', name))
  return {
    root,
    write,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    dispose: () => rmSync(root, { recursive: true }),
  }
}
