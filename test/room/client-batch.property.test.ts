import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Part, concatTag } from '../../src/protocol/multiline.ts'
import { addPart, emptyFault, openBatch, readPart } from '../../src/room/client-batch.ts'
import { runs } from '../runs.ts'

const limits = { multilineBytes: 12, multilineLines: 4 }
const parts = fc.array(
  fc.record({ text: fc.string({ unit: fc.constantFrom('a', ' '), maxLength: 6 }), isConcat: fc.boolean() }),
  { maxLength: 6 },
)

/** The message as multiline defines it ("Batch types"): line feeds between the lines, none where one goes on. */
function combined(lines: readonly Part[]): string {
  return lines.map(({ text, isConcat }, i) => (i === 0 || isConcat ? text : `\n${text}`)).join('')
}

function faultOf(lines: readonly Part[]): string | undefined {
  for (const [i, { text, isConcat }] of lines.entries()) {
    if (isConcat && text === '') return 'MULTILINE_INVALID'
    if (i >= limits.multilineLines) return 'MULTILINE_MAX_LINES'
    if (combined(lines.slice(0, i + 1)).length > limits.multilineBytes) return 'MULTILINE_MAX_BYTES'
  }
  return lines.every(({ text }) => text === '') ? 'MULTILINE_INVALID' : undefined
}

describe('a batch', () => {
  it('is refused where its combined value or its lines are too much, and else is that value', () => {
    fc.assert(
      fc.property(parts, (lines) => {
        const batch = openBatch('1', '#a', undefined)
        let fault: string | undefined
        for (const { text, isConcat } of lines) {
          const tags = isConcat ? new Map([[concatTag, '']]) : undefined
          const message = { tags, command: 'PRIVMSG', params: ['#A', text] }
          const part = readPart(batch, message, limits)
          if ('fail' in part) {
            fault = part.fail
            break
          }
          addPart(batch, part, message)
        }
        expect(fault ?? emptyFault(batch)?.fail).toBe(faultOf(lines))
        expect(batch.bytes).toBe(combined(batch.parts).length)
        if (fault === undefined) expect(combined(batch.parts)).toBe(combined(lines))
      }),
      { numRuns: runs(500) },
    )
  })
})
