import { type Finding, ok, warn } from './finding.ts'

/** What a daemon needs besides one for each connection. */
const kept = 128

/** How many connections the limit of open files leaves room for. */
export function openFilesFinding(limit: number): Finding {
  const says = `${limit} open files: ${limit === Infinity ? 'any number of' : Math.max(16, limit - kept)} connections`
  if (limit >= 1_024) return ok(says)
  return warn(says, 'ulimit -n 65536          or LimitNOFILE=65536 in the unit')
}
