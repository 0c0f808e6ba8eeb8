import type { InputHistory } from '../model.ts'

/** What was said that is kept, for each buffer. */
const mostSaid = 500

export const nothingSaid: InputHistory = { said: [], draft: '' }

/** With this at its end; nobody looks any more. */
export function remembered({ said }: InputHistory, text: string): InputHistory {
  const kept = text === '' || said.at(-1) === text ? said : [...said, text].slice(-mostSaid)
  return { said: kept, draft: '' }
}

/**
 * One back or on. What is typed is kept and comes back after the newest.
 * @returns the history and what is now to be typed; undefined where there is nothing that way
 */
export function recalled(
  history: InputHistory,
  typed: string,
  by: 1 | -1,
): readonly [InputHistory, string] | undefined {
  const { said, at = said.length } = history
  const draft = at === said.length ? typed : history.draft
  const next = at + by
  if (next < 0 || next > said.length) return undefined
  if (next === said.length) return [{ said, draft: '' }, draft]
  return [{ said, at: next, draft }, said[next] ?? '']
}

/** The newest that has this in it, after as many others: what Ctrl-R shows. */
export function searched({ said }: InputHistory, query: string, back: number): string | undefined {
  if (query === '') return undefined
  const wanted = query.toLowerCase()
  const found = said.filter((text) => text.toLowerCase().includes(wanted))
  return found.at(-1 - back)
}
