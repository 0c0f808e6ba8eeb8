import type { Verbs } from '../../../ops/control-verb.ts'
import type { Life } from '../life.ts'
import { reload } from './reload.ts'
import { status } from './status.ts'
import { stop } from './stop.ts'

/** All that can be asked of a daemon on its control socket: a verb is a file here, and a row. */
export const verbs: Verbs<Life> = { status, stop, reload }
