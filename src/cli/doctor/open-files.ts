import { mostConnections } from '../daemon/limits.ts'
import { type Finding, ok, warn } from './finding.ts'

/** How many connections the limit of open files leaves room for. */
export function openFilesFinding(limit: number): Finding {
  const says = `${limit} open files: ${limit === Infinity ? 'any number of' : mostConnections(limit)} connections`
  if (limit >= 1_024) return ok(says)
  return warn(says, 'ulimit -n 65536          or LimitNOFILE=65536 in the unit')
}
