import { type Finding, ok, warn } from './finding.ts'
import { nodeLines } from './node-lines.ts'

/** Whether this version of Node has holes that are known, or will have some that nobody mends. */
export function nodeFinding(version: string, nowMs: number): Finding {
  const line = nodeLines[Number(version.split('.')[0])]
  if (line === undefined) return ok(`${version}, which is newer than what this earshot knows`)
  if (nowMs > Date.parse(line.until) + 86_400_000)
    return warn(
      `${version} gets no mends since ${line.until}: holes found after that stay open`,
      'install Node 24, with which earshot works as well',
    )
  if (line.safe !== undefined && isOlder(version, line.safe))
    return warn(`${version} has holes that are known`, `install Node ${line.safe} or newer of its line`)
  return ok(version)
}

/** Whether one version comes before another. */
function isOlder(one: string, other: string): boolean {
  const [here, there] = [one, other].map((text) => text.split('.').map(Number))
  const index = [0, 1, 2].find((i) => here?.[i] !== there?.[i])
  return index !== undefined && (here?.[index] ?? 0) < (there?.[index] ?? 0)
}
