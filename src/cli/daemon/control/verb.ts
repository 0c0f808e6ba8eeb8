import { verbFor } from '../../../ops/control-verb.ts'
import type { Life } from '../life.ts'

/** Makes a row of what can be asked of a daemon. */
export const verb = verbFor<Life>()
