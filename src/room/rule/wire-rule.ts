import { toWire } from '../../protocol/wire.ts'
import type { Rule } from './rule.ts'

/** Text that a person typed, as the room has it. */
export function wireRule(rule: Rule): Rule {
  const optional = (text: string | undefined): string | undefined => text && toWire(text)
  switch (rule.do) {
    case 'kick':
      return {
        ...rule,
        nick: toWire(rule.nick),
        reason: toWire(rule.reason),
        channel: optional(rule.channel),
      }
    case 'ban':
      return { ...rule, mask: toWire(rule.mask), channel: optional(rule.channel) }
    case 'say':
      return { ...rule, text: toWire(rule.text), channel: optional(rule.channel) }
    case 'lock-down':
      return rule
  }
}
