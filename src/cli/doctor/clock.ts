import { type Finding, fail, ok, warn } from './finding.ts'

/** Whether the clock can be right. @param builtMs when this earshot was made @param synchronized what systemd says, if it does */
export function clockFinding(nowMs: number, builtMs: number, synchronized: string | undefined): Finding {
  const now = new Date(nowMs).toISOString()
  if (nowMs < builtMs)
    return fail(
      `${now} is before earshot was made: certificates are taken for not valid yet, and lines for old`,
      'sudo timedatectl set-ntp true',
    )
  if (synchronized === 'no')
    return warn(`${now}, which nobody compares with others`, 'sudo timedatectl set-ntp true')
  return ok(synchronized === 'yes' ? `${now}, kept right by others` : now)
}
