import { describe, expect, it } from 'vitest'
import { encode } from '../../src/tui/encode.ts'
import { Screen } from '../../src/tui/screen.ts'
import { make } from '../../src/tui/view/cells.ts'
import type { Frame, ScreenRow } from '../../src/tui/view/view.ts'
import { Glass } from './stage.ts'

const row = (text: string): ScreenRow => ({ parts: [{ column: 0, row: [make(text, { role: 'text' })] }] })
const frame = (...texts: string[]): Frame => ({ rows: texts.map(row), cursor: { row: 0, column: 0 } })
const pen = () => ({ theme: 'dark', isBidi: false }) as const

function opened(takes = true): { glass: Glass; screen: Screen; written: string[] } {
  const glass = new Glass({ columns: 20, rows: 3 })
  const written: string[] = []
  const sink = {
    write: (text: string) => (written.push(text), glass.write(text) && takes),
    writeLast: (text: string) => {
      written.push(text)
      glass.writeLast(text)
    },
  }
  const screen = new Screen(sink, pen)
  screen.open(true)
  return { glass, screen, written }
}

describe('the screen', () => {
  it('writes the rows that differ, in one write, and nothing where none does', async () => {
    const { glass, screen, written } = opened()
    screen.draw(frame('one', 'two', 'three'))
    expect(await glass.rows()).toEqual(['one', 'two', 'three'])
    screen.draw(frame('one', 'TWO', 'three'))
    expect(await glass.rows()).toEqual(['one', 'TWO', 'three'])
    expect(written).toHaveLength(3)
    expect(written[2]).not.toMatch(/one|three/)
    screen.draw(frame('one', 'TWO', 'three'))
    expect(written).toHaveLength(3)
  })

  it('leaves nothing of a longer row, and nothing of a row that is wider than it is thought', async () => {
    const { glass, screen } = opened()
    screen.draw(frame('a long row indeed', '', ''))
    screen.draw(frame('short', 'x'.repeat(40), 'end'))
    expect(await glass.rows()).toEqual(['short', 'x'.repeat(20), 'end'])
  })

  it('draws all anew when what the terminal shows is not known', async () => {
    const { glass, screen } = opened()
    screen.draw(frame('one', 'two', 'three'))
    glass.write('\x1b[2J')
    screen.forget()
    screen.draw(frame('one', 'two', 'three'))
    expect(await glass.rows()).toEqual(['one', 'two', 'three'])
  })

  it('draws nothing while the terminal takes no more', () => {
    const { screen, written } = opened(false)
    screen.draw(frame('one', 'two', 'three'))
    expect(written).toHaveLength(1)
    screen.drained()
    screen.draw(frame('one', 'two', 'three'))
    expect(written).toHaveLength(2)
  })

  it('gives the terminal back once, as it was', async () => {
    const { glass, screen, written } = opened()
    screen.draw(frame('one', 'two', 'three'))
    screen.close()
    screen.close()
    screen.draw(frame('never', '', ''))
    await glass.rows()
    expect(glass.terminal.buffer.active.type).toBe('normal')
    expect(glass.terminal.modes).toMatchObject({
      bracketedPasteMode: false,
      sendFocusMode: false,
      mouseTrackingMode: 'none',
      wraparoundMode: true,
    })
    expect(written).toHaveLength(3)
  })

  it('copies by the terminal, in letters that act on nothing', () => {
    const { screen, written } = opened()
    screen.copy('\x1b]0;x\x07 ü')
    expect(written.at(-1)).toBe('\x1b]52;c;G10wO3gHIMO8\x1b\\')
  })
})

describe('a row', () => {
  it('keeps right-to-left text to itself where the terminal reorders text', () => {
    const hebrew = row('שלום')
    expect(encode(hebrew, { theme: 'mono', isBidi: true })).toBe('\u2068שלום\u2069\x1b[0m\x1b[K')
    expect(encode(hebrew, { theme: 'mono', isBidi: false })).toBe('שלום\x1b[0m\x1b[K')
  })

  it('has no colour in the theme mono', () => {
    const parts = [{ column: 0, row: [make('ann', { role: 'nick3', colour: 4, bold: true })] }]
    expect(encode({ parts }, { theme: 'mono', isBidi: false })).toBe('\x1b[0;1mann\x1b[0m\x1b[K')
    expect(encode({ parts }, { theme: 'dark', isBidi: false })).toContain('38;5;')
  })
})
