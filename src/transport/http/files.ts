import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Answer } from './answer.ts'
import type { Asked } from './asked.ts'

/** What a file is, by the end of its name; others are not served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

interface Form {
  readonly etag: string
  readonly body: Uint8Array
}

/** A file in memory. */
export interface StaticFile {
  readonly type: string
  readonly cacheControl: string
  readonly plain: Form
  /** Where it is smaller. */
  readonly gzip?: Form | undefined
}

/** By its path; `/` is `index.html`. */
export type StaticFiles = ReadonlyMap<string, StaticFile>

/** Reads a folder of files that a browser is given. @throws the system's error where it cannot be read */
export async function readFiles(dir: string): Promise<StaticFiles> {
  const names = (await readdir(dir)).filter((name) => extname(name) in types)
  const files = await Promise.all(
    names.map(async (name) => [`/${name}`, fileOf(name, await readFile(join(dir, name)))] as const),
  )
  const map = new Map(files)
  const index = map.get('/index.html')
  return index === undefined ? map : map.set('/', index)
}

/** A file as it is served. */
export function fileOf(name: string, body: Uint8Array): StaticFile {
  const gzip = gzipSync(body, { level: 9 })
  return {
    type: types[extname(name)] ?? 'application/octet-stream',
    // A name with the hash of what is in it never means anything else.
    cacheControl: /\.[0-9A-Za-z_-]{8,}\.\w+$/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    plain: formOf(body),
    gzip: gzip.length < body.length ? formOf(gzip) : undefined,
  }
}

/** A page in which `HOST:PORT` is what it was asked by: who cannot run its script is told where the room is. */
export function addressed(page: StaticFile, host: string): StaticFile {
  const text = Buffer.from(page.plain.body).toString().replaceAll('HOST:PORT', host)
  return fileOf('index.html', Buffer.from(text))
}

function formOf(body: Uint8Array): Form {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}

/** The file in the form that is asked for, or that it has not changed (RFC 9110 §13.1.2). */
export function serve(file: StaticFile, asked: Asked): Answer {
  const form = file.gzip !== undefined && takesGzip(asked) ? file.gzip : file.plain
  const headers = { ETag: form.etag, 'Cache-Control': file.cacheControl, Vary: 'Accept-Encoding' }
  const known =
    asked
      .header('if-none-match')
      ?.split(',')
      .map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  if (known.includes(form.etag) || known.includes('*')) return { status: 304, headers, body: Buffer.alloc(0) }
  const encoding = form === file.gzip ? { 'Content-Encoding': 'gzip' } : {}
  return { status: 200, headers: { ...headers, ...encoding, 'Content-Type': file.type }, body: form.body }
}

/** RFC 9110 §12.5.3; a weight of 0 is a no. */
function takesGzip(asked: Asked): boolean {
  const coding = (asked.header('accept-encoding') ?? '')
    .split(',')
    .map((word) => word.trim().toLowerCase().split(';'))
    .find(([name]) => name === 'gzip' || name === '*')
  return coding !== undefined && !coding.slice(1).some((weight) => /^\s*q=0(\.0*)?\s*$/.test(weight))
}
