import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// The rings are rules of the linter. A rule whose pattern matches nothing refuses nothing and says nothing, so each
// ring gets lines planted that it must refuse, and lines that it must let pass.
const rings: Record<string, { refuses: readonly string[]; takes: readonly string[] }> = {
  protocol: {
    refuses: [
      ...imports('room', 'delivery', 'actors', 'transport', 'client', 'tui', 'ops', 'cli', 'web'),
      ...packages('node:fs', 'xstate', 'pino', 'yargs'),
      'export const now = () => Date.now()',
      'export const dice = () => Math.random()',
      'export const env = () => process.env',
      "export const bytes = () => Buffer.from('')",
    ],
    takes: [...imports('protocol'), 'export const iso = (ms: number) => new Date(ms).toISOString()'],
  },
  room: {
    refuses: [
      ...imports('delivery', 'actors', 'transport', 'client', 'tui', 'ops', 'cli', 'web'),
      ...packages('node:crypto', 'xstate', 'pino', 'yargs'),
      'export const now = () => Date.now()',
      'export const now = () => globalThis.performance.now()',
      'export const dice = () => Math.random()',
      'export const later = () => setTimeout(() => {}, 1)',
      'export const env = () => process.env',
    ],
    takes: imports('protocol', 'room'),
  },
  delivery: {
    refuses: [
      ...imports('actors', 'transport', 'client', 'tui', 'ops', 'cli', 'web'),
      ...packages(
        'node:net',
        'node:tls',
        'node:child_process',
        'node:fs/promises',
        'xstate',
        'pino',
        'yargs',
      ),
      'export const now = () => Date.now()',
      'export const dice = () => Math.random()',
    ],
    takes: imports('protocol', 'room', 'delivery'),
  },
  actors: {
    refuses: [
      ...imports('transport', 'client', 'tui', 'ops', 'cli', 'web'),
      ...packages('node:net', 'node:tls', 'node:fs', 'pino', 'yargs'),
    ],
    takes: [...imports('protocol', 'room', 'delivery', 'actors'), ...packages('xstate')],
  },
  transport: {
    refuses: [
      ...imports('room', 'delivery', 'actors', 'client', 'tui', 'ops', 'cli', 'web'),
      ...packages('xstate', 'pino', 'yargs'),
    ],
    takes: [...imports('protocol', 'transport'), ...packages('node:net')],
  },
  client: {
    refuses: [
      ...imports('room', 'delivery', 'actors', 'transport', 'tui', 'ops', 'cli', 'web'),
      ...packages('xstate', 'pino', 'yargs'),
    ],
    takes: [...imports('protocol', 'client'), ...packages('node:net')],
  },
  tui: {
    refuses: [
      ...imports('room', 'delivery', 'actors', 'transport', 'ops', 'cli', 'web'),
      ...packages('xstate', 'pino', 'yargs'),
    ],
    takes: [...imports('protocol', 'client', 'tui'), ...packages('string-width', 'node:readline')],
  },
  web: {
    refuses: [
      ...imports('room', 'delivery', 'actors', 'transport', 'tui', 'ops', 'cli'),
      ...packages('node:crypto', 'xstate', 'pino', 'yargs', 'ws'),
      "export { dial } from '../../client/dial.ts'",
      'export const write = (place: Element, text: string) => void (place.innerHTML = text)',
      "export const add = (place: Element, text: string) => place.insertAdjacentHTML('beforeend', text)",
      'export const env = () => process.env',
    ],
    takes: [
      ...imports('protocol', 'client', 'web'),
      ...packages('preact', 'preact/hooks'),
      "export type { Dial } from '../../client/dial.ts'",
    ],
  },
  ops: {
    refuses: [
      ...imports('room', 'delivery', 'actors', 'transport', 'client', 'tui', 'cli', 'web'),
      ...packages('xstate', 'yargs'),
    ],
    takes: [...imports('protocol', 'ops'), ...packages('pino', 'node:net')],
  },
  cli: {
    refuses: packages('xstate'),
    takes: [
      ...imports('room', 'actors', 'transport', 'client', 'tui', 'ops'),
      ...packages('yargs', 'node:fs'),
    ],
  },
}
const typesOfEvents = "export type { Note } from '../../ops/events.ts'"
const typesOfLog = "export type { Log } from '../../ops/log.ts'"
const tableOfEvents = "export { events } from '../../ops/events.ts'"

const dir = mkdtempSync(join(tmpdir(), 'earshot-rings-'))
const verdicts = new Map<string, boolean>()

describe('the linter', () => {
  beforeAll(() => {
    cpSync('.oxlintrc.json', join(dir, '.oxlintrc.json'))
    for (const [ring, { refuses, takes }] of Object.entries(rings))
      [...refuses, ...takes, typesOfEvents, typesOfLog, tableOfEvents].forEach((line, i) =>
        plant(ring, line, i),
      )
    // Told as "path:line:column: message [severity/rule]".
    const oxlint = spawnSync('node_modules/.bin/oxlint', ['--format=unix', dir], { encoding: 'utf8' })
    for (const [, file = ''] of oxlint.stdout.matchAll(/([\w/.-]+\.ts):\d+:\d+: .*no-restricted/g))
      verdicts.set(file.slice(file.indexOf('src/')), true)
  })
  afterAll(() => rmSync(dir, { recursive: true }))

  for (const [ring, { refuses, takes }] of Object.entries(rings)) {
    const all = [...refuses, ...takes, typesOfEvents, typesOfLog, tableOfEvents]
    const isRefused = (line: string) => verdicts.has(fileOf(ring, all.indexOf(line)))

    it(`refuses in ${ring} what ${ring} must not know`, () => {
      expect(refuses.filter((line) => !isRefused(line))).toEqual([])
    })
    it(`lets ${ring} know what it may`, () => {
      expect(takes.filter(isRefused)).toEqual([])
    })
    it(`lets ${ring} have the types of the log's events, unless it is a face`, () => {
      expect(isRefused(typesOfEvents)).toBe(ring === 'tui')
      expect(isRefused(typesOfLog)).toBe(ring !== 'ops' && ring !== 'cli')
      expect(isRefused(tableOfEvents)).toBe(ring !== 'ops' && ring !== 'cli')
    })
  }
})

/** Two folders deep, as the deepest files of a ring are; as a statement, a re-export and an import at run time. */
function imports(...folders: string[]): string[] {
  return folders.flatMap((folder) => [
    `import { a } from '../../${folder}/a.ts'\nexport const b = a`,
    `export * from '../../${folder}/a.ts'`,
    `export const load = () => import('../../${folder}/deep/a.ts')`,
  ])
}

function packages(...names: string[]): string[] {
  return names.map((name) => `import { a } from '${name}'\nexport const b = a`)
}

function plant(ring: string, line: string, i: number): void {
  const file = join(dir, fileOf(ring, i))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${line}\n`)
}

function fileOf(ring: string, i: number): string {
  return `src/${ring}/deep/planted${i}.ts`
}
