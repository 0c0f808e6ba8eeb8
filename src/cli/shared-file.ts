import { readFileSync } from 'node:fs'

/** A file of `share`, which is beside the compiled code and beside the source. */
export function sharedFile(name: string): string {
  return readFileSync(new URL(`../../share/${name}`, import.meta.url), 'utf8')
}
