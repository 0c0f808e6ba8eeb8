import { join } from 'node:path'
import { type Scope, type SocketInput, serviceUnit, socketUnit, sysusers, tmpfiles } from '../../ops/units.ts'

/** One thing that is done to the computer, as data: a dry run shows it. */
export type Step =
  | { readonly do: 'write'; readonly path: string; readonly text: string }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'run'; readonly command: readonly [string, ...string[]] }

/** In the first line of every file that is written, so that those of others are left alone. */
export const mark = 'Made by "earshot service install". It is written anew by the next one.'

interface Where {
  readonly scope: Scope
  /** Of the user's units. */
  readonly configHome: string
}

interface InstallInput extends Where {
  readonly program: readonly string[]
  /** Absent: the port is any free one, which no unit can open before. */
  readonly socket: Omit<SocketInput, 'mark'> | undefined
}

/** Where the units are, and what they need. A user's are in `~/.config`, as systemd.unit(5) has it. */
function placesOf({ scope, configHome }: Where) {
  const units = scope === 'system' ? '/etc/systemd/system' : join(configHome, 'systemd', 'user')
  return {
    service: join(units, 'earshot.service'),
    socket: join(units, 'earshot.socket'),
    sysusers: '/etc/sysusers.d/earshot.conf',
    tmpfiles: '/etc/tmpfiles.d/earshot.conf',
  }
}

/** Where a package has its units (systemd.unit(5)). */
const packaged: Readonly<Record<Scope, readonly string[]>> = {
  system: ['/usr/local/lib/systemd/system', '/usr/lib/systemd/system'],
  user: ['/usr/local/lib/systemd/user', '/usr/lib/systemd/user'],
}

/**
 * The units that are there, whoever wrote them; where none is, systemd may say so of the one that there should be. A socket that
 * is left open would have systemd start the daemon again when somebody looks for rooms.
 */
export function unitsOf(where: Where, exists: (path: string) => boolean): string[] {
  const sockets = [placesOf(where).socket, ...packaged[where.scope].map((dir) => join(dir, 'earshot.socket'))]
  return [...(sockets.some(exists) ? ['earshot.socket'] : []), 'earshot.service']
}

/** A command of systemd for whom it is. */
export function systemctl(scope: Scope, ...words: string[]): readonly [string, ...string[]] {
  return ['systemctl', ...(scope === 'user' ? ['--user'] : []), ...words]
}

/** What installs the service, starts it, and has it started again with the computer, or with the user's first login. */
export function installSteps(input: InstallInput): Step[] {
  const { scope, program, socket } = input
  const places = placesOf(input)
  const names = [...(socket === undefined ? [] : ['earshot.socket']), 'earshot.service']
  const service = serviceUnit({ scope, program, mark })
  const units: Step[] = [
    { do: 'write', path: places.service, text: socket === undefined ? withoutSocket(service) : service },
    ...(socket === undefined
      ? []
      : [{ do: 'write', path: places.socket, text: socketUnit({ ...socket, mark }) } as const]),
  ]
  const user: Step[] = [
    { do: 'write', path: places.sysusers, text: sysusers(mark) },
    { do: 'write', path: places.tmpfiles, text: tmpfiles(mark) },
    { do: 'run', command: ['systemd-sysusers', places.sysusers] },
    { do: 'run', command: ['systemd-tmpfiles', '--create', places.tmpfiles] },
  ]
  return [
    ...units,
    ...(scope === 'system' ? user : []),
    { do: 'run', command: systemctl(scope, 'daemon-reload') },
    { do: 'run', command: systemctl(scope, 'enable', ...names) },
    // Both at once: a socket cannot be opened beside a service that runs without it.
    { do: 'run', command: systemctl(scope, 'restart', ...names) },
  ]
}

/** What takes it away again; what the daemon keeps stays. @param names the units that are there */
export function uninstallSteps(where: Where, names: readonly string[]): Step[] {
  const { service, socket, sysusers, tmpfiles } = placesOf(where)
  const { scope } = where
  const files = [service, socket, ...(scope === 'system' ? [sysusers, tmpfiles] : [])]
  return [
    { do: 'run', command: systemctl(scope, 'disable', '--now', ...names) },
    ...files.map((path): Step => ({ do: 'remove', path })),
    { do: 'run', command: systemctl(scope, 'daemon-reload') },
  ]
}

function withoutSocket(service: string): string {
  return service.replace('Also=earshot.socket\n', '')
}
