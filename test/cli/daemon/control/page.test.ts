import { expect, it } from 'vitest'
import { controlLineBytes } from '../../../../src/ops/control-protocol.ts'
import { pageOf } from '../../../../src/cli/daemon/control/page.ts'

const rows = (count: number, text = 'é'.repeat(200)) =>
  Array.from({ length: count }, (_, i) => ({ id: i + 1, text }))

it('a list that fits into one answer is one, and the last', () => {
  expect(pageOf(rows(3))).toEqual({ rows: rows(3) })
  expect(pageOf([])).toEqual({ rows: [] })
})

it('a longer one is given in answers that fit into a line, each from after the last row of the one before', () => {
  const all = rows(1_000)
  const seen: object[] = []
  for (let after: number | undefined = 0; after !== undefined;) {
    const from: number = after
    const page = pageOf(all.filter(({ id }) => id > from))
    expect(Buffer.byteLength(JSON.stringify({ ok: true, result: page }))).toBeLessThan(controlLineBytes)
    seen.push(...page.rows)
    after = page.next
  }
  expect(seen).toEqual(all)
})

it('a row that is too long alone is given alone', () => {
  const [first, second] = rows(2, 'x'.repeat(60_000))
  expect(pageOf([first, second].flatMap((row) => row ?? []))).toEqual({ rows: [first], next: 1 })
})
