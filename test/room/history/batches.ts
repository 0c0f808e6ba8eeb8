import { type CapName, capSet } from '../../../src/protocol/caps.ts'
import { serializeUntagged } from '../../../src/protocol/message.ts'
import { isFor } from '../../../src/delivery/encode.ts'
import type { OutLine } from '../../../src/room/outcome.ts'
import type { Scene } from '../harness.ts'

/** What a line of this member is answered, as it is for who holds these capabilities: a batch, then what is in it. */
export function answersTo(
  scene: Scene,
  nick: string,
  text: string,
  caps: readonly CapName[] = [],
): OutLine[] {
  const set = capSet(['batch', ...caps])
  const id = scene.id(nick)
  return scene.outcomes(id, text).flatMap((outcome) => {
    if (outcome.type !== 'replied' || outcome.to !== id || !isFor(outcome.line, set)) return []
    return [outcome.line, ...(outcome.line.inside ?? [])]
  })
}

/** The same as text. */
export function answerTo(scene: Scene, nick: string, text: string, caps?: readonly CapName[]): string[] {
  return answersTo(scene, nick, text, caps).map((line) => serializeUntagged(line))
}
