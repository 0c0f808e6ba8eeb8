import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from './hosts.ts'

/** Avahi on a host, with a D-Bus of its own: what other programs of a network see by multicast DNS. */

const programs = ['avahi-daemon', 'avahi-browse', 'dbus-daemon']

/** Why there can be none; undefined where there can. */
export function whyNoAvahi(): string | undefined {
  try {
    for (const program of programs) execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'pipe' })
    return undefined
  } catch {
    return `one of these is missing: ${programs.join(', ')}`
  }
}

export interface Avahi {
  /** What its programs find it by. */
  readonly env: NodeJS.ProcessEnv
  /** What it lists of a type, resolved: interface, family, name, address, port, and what else the service says. */
  browse(type: string): Promise<string[]>
  /** Publishes a service. */
  publish(name: string, type: string, port: number): Promise<void>
}

/** Starts it; `server` are more lines of the section of that name in its configuration, `service` a file of a service. */
export async function startAvahi(host: Host, server: readonly string[] = [], service = ''): Promise<Avahi> {
  const [bus, busConfig, config] = ['bus', 'bus.conf', 'avahi.conf'].map((name) => join(host.dir, name))
  if (bus === undefined || busConfig === undefined || config === undefined) throw new Error('no paths')
  writeFileSync(busConfig, busXml(bus))
  writeFileSync(config, ['[server]', ...server, '[wide-area]', 'enable-wide-area=no', ''].join('\n'))
  const env = { DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${bus}` }
  const dbus = host.start(['dbus-daemon', '--nofork', '--print-address', `--config-file=${busConfig}`])
  await dbus.says('unix:')
  // Its directories are those of the machine, so it has some that nobody else sees.
  const services = '/etc/avahi/services'
  // Its user is root: in a user namespace there is nobody else to give them to.
  const users = ['passwd', 'group'].map((name) => {
    writeFileSync(join(host.dir, name), 'root:x:0:0::/:\navahi:x:0:0::/:\n')
    return `mount --bind ${join(host.dir, name)} /etc/${name}`
  })
  const mounts = [...users, ...['/run', services].map((dir) => `mount -t tmpfs tmpfs ${dir}`)]
  const copied = service === '' ? [] : [`cp ${service} ${services}`]
  const ownRun = [...mounts, 'mkdir /run/avahi-daemon', ...copied, 'exec "$@"'].join(' && ')
  const avahi = ['avahi-daemon', '--no-drop-root', '--no-chroot', '--no-rlimits', '--file', config]
  await host
    .start(['unshare', '--mount', 'sh', '-c', ownRun, 'sh', ...avahi], env)
    .says('startup complete', 'err')
  return {
    env,
    async browse(type) {
      const { out } = await host.start(['avahi-browse', '--resolve', '--terminate', '--parsable', type], env)
        .ended
      const rows = out.split('\n').map((line) => line.split(';'))
      return rows
        .filter(([sign]) => sign === '=')
        .map(([, nic, family, name, , , , address, port, text]) =>
          [nic, family, name, address, port, text].join(' '),
        )
        .toSorted()
    },
    async publish(name, type, port) {
      await host
        .start(['avahi-publish', '--service', name, type, String(port)], env)
        .says('Established', 'err')
    },
  }
}

const busXml = (path: string): string => `<busconfig>
  <type>system</type>
  <listen>unix:path=${path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
