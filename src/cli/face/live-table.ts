/** Lines at the end of a terminal that are drawn anew in their place. */
export interface LiveTable {
  draw(lines: readonly string[]): void
}

/** Nothing drawn yet. Longer lines than the terminal is wide are cut, or their place would be miscounted. */
export function openLiveTable(write: (text: string) => void, columns: () => number): LiveTable {
  let drawn = 0
  return {
    draw(lines) {
      // ECMA-48 §8.3.22, §8.3.39: up to the first line, and everything behind it away.
      const back = drawn === 0 ? '' : `\u001b[${drawn}A`
      const text = lines.map((line) => `${line.slice(0, Math.max(1, columns() - 1))}\n`).join('')
      write(`${back}\r\u001b[J${text}`)
      drawn = lines.length
    },
  }
}
