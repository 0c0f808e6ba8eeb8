import type { Input } from './lines.ts'
import { isUtf8 } from './wire.ts'

/**
 * The label of a line (IRCv3 labeled-response), or undefined. Longer labels are none (the value must not exceed 64
 * bytes), nor are such as could not be sent back: the line around a label may be at fault and still be answered with it.
 */
export function labelOf({ tags, fault }: Input, labelBytes: number): string | undefined {
  const label = tags?.get('label')
  if (label === undefined || label === '' || label.length > labelBytes) return undefined
  return fault !== undefined && (label.includes('\0') || !isUtf8(label)) ? undefined : label
}
