import type { Here } from './here.ts'
import { type Finding, ok, warn } from './finding.ts'

/** Whether a firewall of this computer lets others in on this port, by TCP and UDP. */
export async function firewallFinding({ run }: Pick<Here, 'run'>, port: number): Promise<Finding> {
  const ufw = await run('ufw', 'status')
  if (ufw !== undefined && !/Status: inactive/.test(ufw.said)) return ufwFinding(ufw.said, port)
  const firewalld = await run('firewall-cmd', '--list-all')
  if (firewalld !== undefined && !/not running/.test(firewalld.said))
    return firewalldFinding(firewalld.said, port)
  return ok(
    ufw === undefined && firewalld === undefined ? 'neither ufw nor firewalld is here' : 'not running',
  )
}

/** What `ufw status` says. */
export function ufwFinding(said: string, port: number): Finding {
  if (!said.includes('Status: active'))
    return warn('ufw is here, and says what it does to nobody but root', 'sudo ufw status')
  const isOpen = new RegExp(`^(${port}\\b|earshot\\b).*ALLOW`, 'im').test(said)
  return isOpen ? ok(`ufw lets ${port} in`) : warn(`ufw keeps ${port} closed`, `sudo ufw allow ${port}`)
}

/** What `firewall-cmd --list-all` says of the zone. */
export function firewalldFinding(said: string, port: number): Finding {
  const isOpen =
    /services:.*\bearshot\b/.test(said) ||
    ['tcp', 'udp'].every((name) => new RegExp(`ports:.*\\b${port}/${name}\\b`).test(said))
  if (isOpen) return ok(`firewalld lets ${port} in`)
  const ports = ['tcp', 'udp'].map((name) => `--add-port=${port}/${name}`).join(' ')
  return warn(
    `firewalld keeps ${port} closed`,
    `sudo firewall-cmd --permanent ${ports} && sudo firewall-cmd --reload`,
  )
}
