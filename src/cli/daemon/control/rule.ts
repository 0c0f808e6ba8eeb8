import type { Rule, Ruled } from '../../../room/rule/rule.ts'
import type { Life } from '../life.ts'

/** Has something done in the server's name, in the room's order. @throws {Error} with the sentence that says why not */
export async function rule(life: Life, rule: Rule): Promise<Exclude<Ruled, { readonly refusal: string }>> {
  if (life.running === undefined) throw new Error('the room is not open yet')
  const ruled = await life.running.rule(rule)
  if ('refusal' in ruled) throw new Error(ruled.refusal)
  return ruled
}
