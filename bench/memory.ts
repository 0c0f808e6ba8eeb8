import { readFileSync } from 'node:fs'

/** What a process holds in memory now, in KiB. What the kernel keeps for its sockets is not in it. */
export function rssKib(pid: number): number {
  return parseVmRss(readFileSync(`/proc/${pid}/status`, 'utf8'))
}

/** VmRSS of a /proc/<pid>/status. @throws {Error} where there is none */
export function parseVmRss(status: string): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  if (kib === undefined) throw new Error('no VmRSS: the process has ended')
  return Number(kib)
}
