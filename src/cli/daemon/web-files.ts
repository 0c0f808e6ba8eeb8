import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type StaticFiles, fileOf, readFiles } from '../../transport/http/files.ts'

/** Beside the compiled code, or, where the source itself runs, where the build put it. */
const places = ['../../web/', '../../../dist/web/'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
)

const notBuilt = `<!doctype html><title>earshot</title>
<p>This is an earshot room. Its page is not built: <code>npm run build</code>, and then start it again.`

/** What browsers are given: read once, so that nothing that happens to the files later is seen. */
export async function readWebFiles(): Promise<StaticFiles> {
  // The folder of the sources has no script that a browser understands.
  const built = places.find((dir) => existsSync(dir) && !existsSync(`${dir}main.tsx`))
  return built === undefined
    ? new Map([['/', fileOf('index.html', Buffer.from(notBuilt))]])
    : await readFiles(built)
}
