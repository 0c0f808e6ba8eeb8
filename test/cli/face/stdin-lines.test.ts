import { describe, expect, it } from 'vitest'
import { asBlock } from '../../../src/cli/face/stdin-lines.ts'

async function* lines(...all: readonly string[]): AsyncIterable<string> {
  yield* all
}

async function all(block: AsyncIterable<string>): Promise<string[]> {
  const texts: string[] = []
  for await (const text of block) texts.push(text)
  return texts
}

describe('asBlock', () => {
  it('is all lines as one text', async () => {
    const block = asBlock(lines('one', '', 'two'), new AbortController().signal)
    expect(await all(block)).toEqual(['one\n\ntwo'])
  })

  it('is nothing where somebody ended it before its end', async () => {
    expect(await all(asBlock(lines('one'), AbortSignal.abort()))).toEqual([])
  })

  it('is refused where there is too much of it, before all of it is read', async () => {
    async function* endless(): AsyncIterable<string> {
      for (;;) yield 'für'.repeat(100)
    }
    const block = asBlock(endless(), new AbortController().signal)
    await expect(all(block)).rejects.toMatchObject({ code: 2, message: expect.stringContaining('64 KiB') })
  })
})
