import { plainText } from '../../client/safe-text.ts'
import { plainOutput } from '../face/output.ts'
import { askDaemon } from '../own-daemon/control.ts'

export interface HeapSnapshotArguments {
  readonly stateDir?: string | undefined
}

/** A large heap takes that long to be written. */
const heapMs = 120_000

/** Has the daemon write its memory to a file, for who looks for a leak. @throws {Exit} noneFound */
export async function heapSnapshot(argv: HeapSnapshotArguments): Promise<void> {
  const answer = await askDaemon(argv, { command: 'heap-snapshot' }, heapMs)
  plainOutput.say(plainText('file' in answer ? String(answer.file) : ''))
  plainOutput.note('It holds what was said: keep it to yourself.')
}
