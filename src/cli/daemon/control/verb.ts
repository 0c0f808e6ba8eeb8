import { verbFor } from '../../../ops/control-verb.ts'
import type { Life } from '../life.ts'

/** Makes a row of what can be asked of a daemon. */
export const verb = verbFor<Life>()

/** For what is about the room, or about a channel alone. */
export const channel = {
  kind: 'text',
  means: 'of which channel; without it of the room',
  isOptional: true,
} as const
