import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openFilesLimit } from '../../ops/descriptors.ts'
import { defaults } from '../options.ts'
import { broadcastAddresses, broadcastFinding } from './broadcast.ts'
import { certificateFinding } from './certificate.ts'
import { clockFinding } from './clock.ts'
import { controlFinding } from './control.ts'
import { type Finding, fail, ok } from './finding.ts'
import { firewallFinding } from './firewall.ts'
import type { Here } from './here.ts'
import { interfacesFinding } from './interfaces.ts'
import { nodeFinding } from './node.ts'
import { openFilesFinding } from './open-files.ts'
import { portFinding } from './port.ts'
import { secretsFinding } from './secrets.ts'
import { logFinding } from './space.ts'
import { localeFinding, terminalFinding } from './terminal.ts'
import { unitFinding } from './unit.ts'

/** Everything of this computer that `earshot doctor` looks at, in the order in which it says it. */
export const checks: Readonly<Record<string, (here: Here) => Promise<Finding> | Finding>> = {
  node: ({ nowMs }) => nodeFinding(process.versions.node, nowMs),
  configuration: ({ daemon }) =>
    'options' in daemon
      ? ok('can be read')
      : fail(daemon.refused.message, 'earshot config check', 'earshot config path'),
  interfaces: ({ interfaces }) => interfacesFinding(interfaces()),
  broadcast: ({ interfaces }) => broadcastFinding(broadcastAddresses(interfaces())),
  port: (here) => portFinding(portOf(here), here.running?.port),
  firewall: (here) => firewallFinding(here, here.running?.port ?? portOf(here)),
  'open files': () => openFilesFinding(openFilesLimit()),
  log: ({ places, running: { logFile } = {} }) =>
    logFinding(logFile === undefined ? places.logDir : dirname(logFile)),
  clock: async ({ nowMs, run }) => {
    const { mtimeMs } = await stat(fileURLToPath(import.meta.url))
    const ran = await run('timedatectl', 'show', '--property=NTPSynchronized', '--value')
    return clockFinding(nowMs, mtimeMs, ran?.said.trim())
  },
  secrets: ({ places }) => secretsFinding(places.stateDir),
  certificate: ({ daemon, running, nowMs }) =>
    'options' in daemon
      ? certificateFinding({ ...daemon.options, name: running?.room ?? daemon.options.name }, nowMs)
      : ok('not looked at: the configuration comes first'),
  'control socket': ({ places, running }) => controlFinding(places.control, running !== undefined),
  service: unitFinding,
  terminal: ({ env }) =>
    terminalFinding({
      isTTY: process.stdout.isTTY,
      columns: process.stdout.columns,
      rows: process.stdout.rows,
      env,
    }),
  locale: ({ env }) => localeFinding(env),
}

function portOf({ daemon }: Here): number {
  return 'options' in daemon ? daemon.options.port : defaults.port
}
