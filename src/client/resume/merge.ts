import type { Display } from '../model.ts'

/**
 * What was said while we were away and what was heard since we are back, in the room's order. Where both have a message
 * they are one there: what was heard up to it comes before what history has after it. Nothing of either is left out.
 */
export function merge(
  past: readonly Display[],
  heard: readonly Display[],
): { readonly merged: readonly Display[]; readonly meet: boolean } {
  const places = new Map<string, number>()
  for (const [i, { type, id }] of heard.entries())
    if (type === 'message' && id !== undefined) places.set(id, i)
  const merged: Display[] = []
  let next = 0
  let meet = false
  for (const display of past) {
    const place = display.id === undefined ? undefined : places.get(display.id)
    if (place === undefined) merged.push(display)
    else {
      meet = true
      if (place >= next) merged.push(...heard.slice(next, place + 1))
      next = Math.max(next, place + 1)
    }
  }
  return { merged: [...merged, ...heard.slice(next)], meet }
}
