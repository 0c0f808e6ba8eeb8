import xterm from '@xterm/headless'
import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { type Shown, qrRows } from '../../../src/cli/face/qr.ts'

const terminal = (part: Partial<Shown> & { readonly depth?: number } = {}): Shown => ({
  isTTY: true,
  columns: 80,
  rows: 24,
  getColorDepth: () => part.depth ?? 8,
  ...part,
})

/** Pixels of each side of a module. */
const scale = 4

/** What a phone reads that looks at these rows on a terminal. */
async function scanned(rows: readonly string[]): Promise<string | undefined> {
  const screen = new xterm.Terminal({ cols: 80, rows: rows.length, allowProposedApi: true })
  await new Promise<void>((resolve) => screen.write(rows.join('\r\n'), resolve))
  const black = (x: number, y: number): boolean => {
    const cell = screen.buffer.active.getLine(y >> 1)?.getCell(x)
    // What has no colours of its own is as dark as most terminals are.
    if (cell === undefined || cell.isBgDefault()) return true
    return (y % 2 === 0 ? '▀█' : '▄█').includes(cell.getChars() || ' ')
  }
  const width = 80 * scale
  const height = rows.length * 2 * scale
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    const isBlack = black(Math.floor((i % width) / scale), Math.floor(i / width / scale))
    pixels.set(isBlack ? [0, 0, 0, 255] : [255, 255, 255, 255], i * 4)
  }
  return jsQR.default(pixels, width, height)?.data
}

describe('a QR code on a terminal', () => {
  it.each([
    'http://192.168.1.20:16667/',
    'https://[fd00:1234:5678:9abc:def0:1234:5678:9abc]:16667/',
    'http://10.0.0.1/',
  ])('leads a phone to %s', async (address) => {
    for (const depth of [4, 8, 24])
      expect(await scanned(await qrRows([address], terminal({ depth })))).toBe(address)
  })

  it('is of the first address that leads to this computer from elsewhere', async () => {
    const addresses = ['http://127.0.0.1:1/', 'http://localhost:1/', 'http://[::1]:1/', 'http://10.0.0.1:1/']
    expect(await scanned(await qrRows(addresses, terminal()))).toBe('http://10.0.0.1:1/')
    expect(await qrRows(addresses.slice(0, 3), terminal())).toEqual([])
  })

  it.each([
    ['nobody sees it', { isTTY: false }],
    ['there are no colours', { depth: 1 }],
    ['it is too narrow', { columns: 32 }],
    ['it is too low', { rows: 17 }],
  ])('is not there where %s', async (_why, part) => {
    expect(await qrRows(['http://192.168.1.20:16667/'], terminal(part))).toEqual([])
  })
})
