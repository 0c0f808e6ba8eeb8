import { cpuNs } from '../cpu.ts'
import type { Cost } from '../protocol.ts'

/** Begins to measure the server and this process; the function that it gives says what was spent since. */
export function startMeter(serverPid: number): () => Cost {
  const serverNs = cpuNs(serverPid)
  const loadNs = cpuNs(process.pid)
  const startedMs = performance.now()
  return () => ({
    serverCpuNs: cpuNs(serverPid) - serverNs,
    loadCpuNs: cpuNs(process.pid) - loadNs,
    wallMs: performance.now() - startedMs,
  })
}
