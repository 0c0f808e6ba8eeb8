import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { roomDirectory } from '../../ops/room-directory.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** So long before its end a certificate should have been renewed; ms. */
const soonMs = 14 * 86_400_000

/** Until when the certificate holds that a daemon here would show. */
export async function certificateFinding(
  { tlsCert, stateDir, name }: Pick<DaemonOptions, 'tlsCert' | 'stateDir' | 'name'>,
  nowMs: number,
): Promise<Finding> {
  const path = tlsCert ?? join(roomDirectory(stateDir, name), 'tls.crt')
  const pem = await readFile(path).catch(() => undefined)
  if (pem === undefined && tlsCert === undefined) return ok('none yet: the room makes one at its first start')
  try {
    return endFinding(path, Date.parse(new X509Certificate(pem ?? '').validTo), nowMs, tlsCert !== undefined)
  } catch {
    return fail(`${path} has no certificate that can be read`, `openssl x509 -in ${path} -noout -text`)
  }
}

/** Whether a certificate holds long enough. @param isGiven it is not the room's own, which renews itself */
export function endFinding(path: string, endMs: number, nowMs: number, isGiven: boolean): Finding {
  const day = new Date(endMs).toISOString().slice(0, 10)
  const next = isGiven ? ['renew it, and then: earshot reload'] : ['earshot reload          makes a new one']
  if (endMs <= nowMs) return fail(`${path} ended on ${day}`, ...next)
  if (endMs - nowMs < soonMs && isGiven) return warn(`${path} ends on ${day}`, ...next)
  return ok(`until ${day}`)
}
