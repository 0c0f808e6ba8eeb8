import { fold } from '../../protocol/casemap.ts'
import { type Archive, type History, createHistory } from './history.ts'

/** What two accounts remember of what they said to one another, if anything. */
export function pairOf({ pairs }: Archive, one: string, other: string): History | undefined {
  return pairs.get(fold(one))?.get(fold(other))
}

/** The same, made where there is none. */
export function openPair(archive: Archive, one: string, other: string, most: number): History {
  const found = pairOf(archive, one, other)
  if (found !== undefined) return found
  const history: History = { ...createHistory(most), pair: [fold(one), fold(other)] }
  enter(archive, fold(one), fold(other), history)
  enter(archive, fold(other), fold(one), history)
  return history
}

/** All with whom an account has talked, by folded account. */
export function pairsOf({ pairs }: Archive, account: string): ReadonlyMap<string, History> {
  return pairs.get(fold(account)) ?? nobody
}

function enter({ pairs }: Archive, one: string, other: string, history: History): void {
  const others = pairs.get(one)
  if (others === undefined) pairs.set(one, new Map([[other, history]]))
  else others.set(other, history)
}

const nobody: ReadonlyMap<string, History> = new Map()
