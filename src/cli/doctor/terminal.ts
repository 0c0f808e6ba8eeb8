import { type Finding, ok, warn } from './finding.ts'

interface Terminal {
  readonly isTTY: boolean
  readonly columns: number | undefined
  readonly rows: number | undefined
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Whether the full screen can be shown on it. */
export function terminalFinding({ isTTY, columns = 80, rows = 24, env }: Terminal): Finding {
  const { TERM = '' } = env
  if (!isTTY) return ok('none: lines are printed')
  if (TERM === '' || TERM === 'dumb')
    return warn(
      `TERM is ${TERM === '' ? 'not set' : TERM}: lines are printed, and no full screen`,
      'export TERM=xterm-256color',
    )
  if (columns < 40 || rows < 8) return warn(`${columns}x${rows} is small: the full screen wants 40x8`)
  return ok(`${TERM}, ${columns}x${rows}`)
}

/** Whether letters that are not English come through. */
export function localeFinding(env: Readonly<Record<string, string | undefined>>): Finding {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((one) => one !== undefined && one !== '')
  if (locale !== undefined && /utf-?8/i.test(locale)) return ok(locale)
  return warn(
    `${locale ?? 'none'} is not UTF-8: programs around earshot may spoil letters`,
    'export LANG=C.UTF-8',
  )
}
