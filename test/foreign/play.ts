import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenClient, type Row, type Stage, openStage } from './stage.ts'
import { whyNot } from '../tmux.ts'

interface Table {
  readonly program: string
  /** Of what the table tells, as in `weechat shows of …`. */
  readonly of: string
  readonly open: OpenClient
  readonly rows: readonly Row[]
  /** What came from the client and could not be taken: the `fault` of the log, in order. */
  readonly faults?: readonly string[]
}

/** A client and its table: a test for each row, on one stage, from top to bottom. */
export function play({ program, of, open, rows, faults = [] }: Table): void {
  const reason = whyNot('tmux', program)
  const title = `${program} shows of ${of}${reason === undefined ? '' : ` (${reason})`}`

  describe.skipIf(reason !== undefined)(title, () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await openStage(open)
    })
    afterAll(async () => await stage?.close())

    for (const row of rows) it(row.event, async () => await stage.check(row))

    it('no fault of its own but those that are known', () => {
      expect(stage.room.faults()).toEqual(faults)
    })
  })
}
