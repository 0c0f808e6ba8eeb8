import { fileURLToPath } from 'node:url'
import { type StaticFiles, readFiles } from '../../transport/http/files.ts'

/** What browsers are given: read once, so that nothing that happens to the files later is seen. */
export async function readWebFiles(): Promise<StaticFiles> {
  return await readFiles(fileURLToPath(new URL('../../web/', import.meta.url)))
}
