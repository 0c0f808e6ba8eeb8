/** What a terminal says of itself, such as `process.stdout`. */
export interface Shown {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
  getColorDepth?(): number
}

/** Modules of white around a code (ISO/IEC 18004 §9.1). */
const quietModules = 4

/** Black on white by SGR (ECMA-48 §8.3.117), whatever the colours of the terminal: of 256, which no theme changes, or of 16. */
const inks = [
  { depth: 8, sgr: '38;5;16;48;5;231' },
  { depth: 4, sgr: '30;107' },
] as const

/** Two modules, the upper and the lower one, in a letter. */
const halves = [
  [' ', '▄'],
  ['▀', '█'],
] as const

/**
 * The first of the addresses that somebody else can open, as rows of a QR code for a phone; none where there is no such
 * address, nobody sees it, or it has no place or no colours.
 */
export async function qrRows(addresses: readonly string[], terminal: Shown): Promise<string[]> {
  const depth = terminal.isTTY === true ? (terminal.getColorDepth?.() ?? 1) : 1
  const ink = inks.find((one) => depth >= one.depth)
  const address = addresses.find((one) => !isOwn(new URL(one).hostname))
  if (ink === undefined || address === undefined) return []
  // Late: few commands show one.
  const { encode } = await import('uqr')
  const { data, size } = encode(address, { ecc: 'L', border: quietModules })
  const { columns = 0, rows = 0 } = terminal
  // A row is left for what is typed next.
  if (columns < size || rows <= Math.ceil(size / 2)) return []
  const isBlack = (x: number, y: number): 0 | 1 => (data[y]?.[x] === true ? 1 : 0)
  return Array.from({ length: Math.ceil(size / 2) }, (_, row) => {
    const letters = Array.from(
      { length: size },
      (_, x) => halves[isBlack(x, 2 * row)][isBlack(x, 2 * row + 1)],
    )
    return `\x1b[${ink.sgr}m${letters.join('')}\x1b[0m`
  })
}

/** Whether a host is this computer, for itself alone. */
const isOwn = (host: string): boolean => host === 'localhost' || host.startsWith('127.') || host === '[::1]'
