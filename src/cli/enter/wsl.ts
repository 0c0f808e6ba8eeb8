import { readFileSync } from 'node:fs'
import type { Advice } from './advice.ts'

/**
 * What a room cannot do from WSL 2, whose networks pass nothing that is sent to everybody (microsoft/WSL issues 12344 and
 * 13521, as its users report); nothing elsewhere. `version` gives what the kernel says of itself (proc(5) version).
 */
export function wslAdvice(version = (): string => readFileSync('/proc/version', 'utf8')): Advice[] {
  return isWsl(version)
    ? [
        {
          says: 'This is Linux inside of Windows (WSL 2): its network passes nothing that is sent to everybody. A room on another computer is joined by its address, or by earshot in Windows itself:',
          next: ['earshot --host 192.168.1.20'],
        },
      ]
    : []
}

function isWsl(version: () => string): boolean {
  try {
    return /microsoft/i.test(version())
  } catch {
    return false
  }
}
