/*
 * What systemd reads of earshot. The same texts are written by `earshot service install` and, for packages, into `share`.
 */

/** Whose service manager: the system's, or that of the user who asks. */
export type Scope = 'system' | 'user'

/** What a unit is about. */
export interface UnitInput {
  readonly scope: Scope
  /** The words that start earshot, without a command. */
  readonly program: readonly string[]
  /** The first line: who wrote it. */
  readonly mark: string
}

/** What the port is opened as before the daemon is there. */
export interface SocketInput {
  readonly mark: string
  /** TCP. */
  readonly port: number
  readonly bind: string | undefined
  /** UDP, where rooms are looked for; absent: not here. */
  readonly discoveryPort: number | undefined
}

/** earshot.service (systemd.service(5), systemd.exec(5)). */
export function serviceUnit({ scope, program, mark }: UnitInput): string {
  const run = program.map(quoted).join(' ')
  return lines(
    `# ${mark}`,
    `# Changes of your own:   systemctl${scope === 'user' ? ' --user' : ''} edit earshot    and settings in config.toml (earshot config path)`,
    '[Unit]',
    'Description=earshot, a group chat for whoever is on this network',
    'Documentation=man:earshot(1)',
    ...(scope === 'system' ? ['After=network.target'] : []),
    '# Five times in a minute, and it stays down until somebody looks.',
    'StartLimitIntervalSec=60',
    'StartLimitBurst=5',
    '',
    '[Service]',
    '# It says itself when it is ready, reloads and stops; by a child of its own, hence "all".',
    'Type=notify',
    'NotifyAccess=all',
    `ExecStart=${run} daemon`,
    `ExecReload=${run} reload`,
    '# Its event loop or its room has not answered for so long: it is killed and started again.',
    'WatchdogSec=30',
    'Restart=on-failure',
    'RestartSec=1',
    '# A wrong setting (2), or another daemon in its place (7): starting again would not help.',
    'RestartPreventExitStatus=2 7',
    '# It says goodbye to everybody within 8 s.',
    'TimeoutStopSec=20',
    'LimitNOFILE=65536',
    'MemoryMax=2G',
    'TasksMax=64',
    'UMask=0077',
    ...(scope === 'system' ? systemPlaces : []),
    '',
    '# What it cannot do, whatever becomes of it. MemoryDenyWriteExecute would end Node, which compiles at run time.',
    'NoNewPrivileges=yes',
    'LockPersonality=yes',
    '# AF_NETLINK: it looks which networks there are.',
    'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK',
    'RestrictNamespaces=yes',
    'RestrictRealtime=yes',
    'RestrictSUIDSGID=yes',
    'SystemCallArchitectures=native',
    'SystemCallFilter=@system-service @pkey',
    'SystemCallFilter=~@privileged @resources',
    'SystemCallErrorNumber=EPERM',
    ...(scope === 'system' ? systemFences : []),
    '',
    '[Install]',
    `WantedBy=${scope === 'system' ? 'multi-user.target' : 'default.target'}`,
    'Also=earshot.socket',
  )
}

const systemPlaces = [
  'User=earshot',
  'Group=earshot',
  '# /var/lib/earshot, /var/log/earshot, /run/earshot',
  'StateDirectory=earshot',
  'StateDirectoryMode=0700',
  'LogsDirectory=earshot',
  'LogsDirectoryMode=0700',
  'RuntimeDirectory=earshot',
  'RuntimeDirectoryMode=0700',
]

/** What only the system's manager can do. */
const systemFences = [
  'CapabilityBoundingSet=',
  'AmbientCapabilities=',
  'ProtectSystem=strict',
  'ProtectHome=yes',
  'PrivateTmp=yes',
  'PrivateDevices=yes',
  'PrivateMounts=yes',
  'DevicePolicy=closed',
  'PrivateUsers=yes',
  'ProtectClock=yes',
  'ProtectHostname=yes',
  'ProtectKernelLogs=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelTunables=yes',
  'ProtectControlGroups=yes',
  'ProtectProc=invisible',
  'ProcSubset=pid',
  'RemoveIPC=yes',
]

/** earshot.socket (systemd.socket(5)): who comes while the daemon starts anew waits instead of being refused. */
export function socketUnit({ mark, port, bind, discoveryPort }: SocketInput): string {
  const host = bind?.includes(':') === true ? `[${bind}]` : bind
  return lines(
    `# ${mark}`,
    '[Unit]',
    'Description=The port of earshot, open also while the daemon starts',
    '',
    '[Socket]',
    `ListenStream=${host === undefined ? port : `${host}:${port}`}`,
    ...(discoveryPort === undefined
      ? []
      : [
          '# Queries for rooms by IPv4; those by IPv6 the daemon hears by itself.',
          `ListenDatagram=0.0.0.0:${discoveryPort}`,
        ]),
    'NoDelay=yes',
    'KeepAlive=yes',
    'Backlog=511',
    '',
    '[Install]',
    'WantedBy=sockets.target',
  )
}

/** sysusers.d(5): whom the system's service runs as. */
export function sysusers(mark: string): string {
  return lines(`# ${mark}`, 'u earshot - "earshot, a group chat" /var/lib/earshot')
}

/** tmpfiles.d(5): where settings are. Everybody may read them: clients have some too, and secrets stand in files of their own. */
export function tmpfiles(mark: string): string {
  return lines(`# ${mark}`, 'd /etc/earshot 0755 root root -')
}

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`
}

/** systemd.service(5), "Command lines": % and $ mean something, quotes hold words together. */
function quoted(word: string): string {
  const plain = word.replaceAll('%', '%%').replaceAll('$', '$$$$')
  return /[\s"'\\;]/.test(plain) ? `"${plain.replaceAll(/[\\"]/g, '\\$&')}"` : plain
}
