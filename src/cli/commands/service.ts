import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { Scope } from '../../ops/units.ts'
import { discoveryPort } from '../../protocol/ports.ts'
import { isFindable } from '../../transport/discovery/bound.ts'
import { Exit, exitCodes } from '../exit.ts'
import { plainOutput } from '../face/output.ts'
import { carryOut, describe, run, runWell } from '../service/carry-out.ts'
import { readServiceOptions } from '../service/service-options.ts'
import { installSteps, systemctl, uninstallSteps, unitsOf } from '../service/plan.ts'

export interface ServiceArguments {
  readonly system?: boolean | undefined
  readonly user?: boolean | undefined
  readonly dryRun?: boolean | undefined
}

const say = (line: string): void => plainOutput.say(line)

/** Writes the units and starts the service. @throws {Exit} */
export async function serviceInstall(argv: ServiceArguments): Promise<void> {
  const scope = scopeOf(argv)
  const { port, bind, discovery } = await readServiceOptions(scope)
  const program = programFor(scope)
  const isFound = discovery && isFindable(bind)
  const socket =
    port === 0 ? undefined : { port, bind, discoveryPort: isFound ? discoveryPort(process.env) : undefined }
  const steps = installSteps({ scope, configHome: configHome(), program, socket })
  if (argv.dryRun === true) describe(steps).forEach(say)
  else {
    refuseWithoutSystemd()
    carryOut(steps, say)
  }
  explain(scope, port).forEach((line) => plainOutput.note(line))
}

/** Stops the service and takes its units away. @throws {Exit} */
export async function serviceUninstall(argv: ServiceArguments): Promise<void> {
  const scope = scopeOf(argv)
  const where = { scope, configHome: configHome() }
  const steps = uninstallSteps(where, unitsOf(where, existsSync))
  if (argv.dryRun === true) return describe(steps).forEach(say)
  refuseWithoutSystemd()
  carryOut(steps, say)
  const kept =
    scope === 'system' ? '/var/lib/earshot, /var/log/earshot and /etc/earshot' : '~/.local/state/earshot'
  plainOutput.note(`What the daemon kept is still there: ${kept}.`)
}

/** Has systemd do it; gives 3 where the room that is asked for is closed. @throws {Exit} */
export async function serviceVerb(
  verb: 'start' | 'stop' | 'restart' | 'status',
  argv: ServiceArguments,
): Promise<number> {
  const scope = scopeOf(argv)
  const where = { scope, configHome: configHome() }
  const units = verb === 'start' || verb === 'stop' ? unitsOf(where, existsSync) : ['earshot.service']
  const command = systemctl(scope, verb, ...units)
  if (argv.dryRun === true) say(`run ${command.join(' ')}`)
  else {
    refuseWithoutSystemd()
    const note = (line: string): void => plainOutput.note(line)
    if (verb === 'status') return run(command, note) === 0 ? exitCodes.ok : exitCodes.noneFound
    runWell(command, note)
  }
  return exitCodes.ok
}

/** Root's services are the system's, unless it says otherwise. */
function scopeOf({ system, user }: ServiceArguments): Scope {
  if (system === true && user === true) throw new Exit('usage', '--system and --user: say one of them.')
  if (system === true || user === true) return system === true ? 'system' : 'user'
  return process.getuid?.() === 0 ? 'system' : 'user'
}

/** Of the user's units (XDG base directories). */
function configHome(): string {
  const given = process.env['XDG_CONFIG_HOME'] ?? ''
  return isAbsolute(given) ? given : join(homedir(), '.config')
}

/** The words that start this earshot. @throws {Exit} failure, where the system's service could not read it */
function programFor(scope: Scope): readonly string[] {
  const program = [process.execPath, realpathSync(process.argv[1] ?? '')]
  const hidden = program.find((path) => /^\/(?:home|root|run\/user|tmp)\//.test(path))
  if (scope === 'user' || hidden === undefined) return program
  throw new Exit(
    'failure',
    `The system's service runs as a user of its own, who cannot read ${hidden}.`,
    'for the system:   sudo npm install -g earshot    and then sudo earshot service install --system',
    'for yourself:     earshot service install --user',
  )
}

/** sd_booted(3). @throws {Exit} failure, with what to do instead */
function refuseWithoutSystemd(): void {
  if (existsSync('/run/systemd/system')) return
  throw new Exit(
    'failure',
    'systemd does not run on this computer, so there is nobody to give the service to.',
    'until it is switched off:     earshot daemon --detach',
    'each time that it starts:     crontab -e, and there the line  @reboot earshot daemon --detach',
    'another service manager:      have it run  earshot daemon  in the foreground, and stop it by SIGTERM',
    'the units, to look at:        earshot service install --dry-run',
  )
}

/** What there is then, and what may still be missing; on stderr, as talk. */
function explain(scope: Scope, port: number): string[] {
  const flag = `--${scope}`
  const config = scope === 'system' ? '/etc/earshot/config.toml' : '~/.config/earshot/config.toml'
  return [
    '',
    'earshot.service keeps the room: started with the computer, and again when it fails or hangs.',
    'earshot.socket keeps its port open meanwhile: who comes then waits.',
    `  how it is:        earshot service status ${flag}`,
    `  its settings:     ${config}, and then earshot reload; after another port: service install again`,
    '  a new version:    earshot restart, and the room goes on',
    `  take it away:     earshot service uninstall ${flag}`,
    ...(scope === 'user'
      ? ['  so that it runs when you are not logged in:   loginctl enable-linger']
      : [
          '  files with secrets are the user earshot\u2019s, of mode 600:   chown earshot FILE; chmod 600 FILE',
        ]),
    `  behind a firewall:   ufw allow ${port === 0 ? 'PORT' : port}    or    firewall-cmd --add-port=${port}/tcp --add-port=${port}/udp`,
  ]
}
