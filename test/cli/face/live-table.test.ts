import { describe, expect, it } from 'vitest'
import { openLiveTable } from '../../../src/cli/face/live-table.ts'

describe('a live table', () => {
  it('is drawn over itself, and no line is longer than the terminal', () => {
    const written: string[] = []
    const table = openLiveTable(
      (text) => written.push(text),
      () => 8,
    )
    table.draw(['ROOM', 'Office on the first floor'])
    table.draw([])
    table.draw(['ROOM'])
    expect(written).toEqual(['\r\u001b[JROOM\nOffice \n', '\u001b[2A\r\u001b[J', '\r\u001b[JROOM\n'])
  })
})
