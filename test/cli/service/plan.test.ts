import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { carryOut, describe as describeSteps } from '../../../src/cli/service/carry-out.ts'
import { installSteps, uninstallSteps, unitsOf } from '../../../src/cli/service/plan.ts'
import type { Scope } from '../../../src/ops/units.ts'
import { whyNot } from '../../tmux.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-service-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const socket = { port: 16_667, bind: undefined, discoveryPort: 16_667 }
const steps = (scope: Scope, more: object = {}) =>
  installSteps({ scope, configHome: dir, program: [process.execPath], socket, ...more })

/** The steps that run something, or those that change a file. */
const commands = (all: ReturnType<typeof steps>): string[] =>
  all.flatMap((step) => (step.do === 'run' ? [step.command.join(' ')] : []))
const files = (all: ReturnType<typeof steps>) => all.filter((step) => step.do === 'write')

describe('earshot service install', () => {
  it('for the system has a user of its own, and for a user nothing but units', () => {
    expect(commands(steps('system'))).toEqual([
      'systemd-sysusers /etc/sysusers.d/earshot.conf',
      'systemd-tmpfiles --create /etc/tmpfiles.d/earshot.conf',
      'systemctl daemon-reload',
      'systemctl enable earshot.socket earshot.service',
      'systemctl restart earshot.socket earshot.service',
    ])
    expect(commands(steps('user'))).toEqual([
      'systemctl --user daemon-reload',
      'systemctl --user enable earshot.socket earshot.service',
      'systemctl --user restart earshot.socket earshot.service',
    ])
    expect(files(steps('user')).map(({ path }) => path)).toEqual([
      join(dir, 'systemd/user/earshot.service'),
      join(dir, 'systemd/user/earshot.socket'),
    ])
  })

  it('opens the port that is configured, where it is one', () => {
    const unit = (more: object): string =>
      files(steps('user', { socket: { ...socket, ...more } }))[1]?.text ?? ''
    expect(unit({ port: 7, bind: '10.0.0.1' })).toContain('ListenStream=10.0.0.1:7\n')
    expect(unit({ bind: '::1', discoveryPort: undefined })).toMatch(
      /ListenStream=\[::1\]:16667\n(?!.*Datagram)/s,
    )
    const without = steps('user', { socket: undefined })
    expect(files(without)).toHaveLength(1)
    expect(JSON.stringify(without)).not.toContain('socket')
  })

  it('writes words of a command line so that systemd reads the same', () => {
    const [service] = files(steps('user', { program: ['/a b/100%', '/$x/"y"'] }))
    expect(service?.text).toContain('ExecStart="/a b/100%%" "/$$x/\\"y\\"" daemon\n')
  })

  it('is taken back by uninstall', () => {
    const all = describeSteps(uninstallSteps({ scope: 'user', configHome: dir }, ['earshot.service']))
    expect(all).toEqual([
      'run systemctl --user disable --now earshot.service',
      `remove ${dir}/systemd/user/earshot.service`,
      `remove ${dir}/systemd/user/earshot.socket`,
      'run systemctl --user daemon-reload',
    ])
  })

  it.each([
    ['system', '/etc/systemd/system/earshot.socket'],
    ['system', '/usr/lib/systemd/system/earshot.socket'],
    ['user', '/home/ann/.config/systemd/user/earshot.socket'],
    ['user', '/usr/lib/systemd/user/earshot.socket'],
  ] as const)('of a %s knows of a socket at %s, which would start what is stopped', (scope, socket) => {
    const units = (there: string): string[] =>
      unitsOf({ scope, configHome: '/home/ann/.config' }, (path) => path === there)
    expect(units(socket)).toEqual(['earshot.socket', 'earshot.service'])
    expect(units('')).toEqual(['earshot.service'])
  })

  it('writes its own files anew, and none of them where one is somebody else’s', () => {
    const said: string[] = []
    const all = files(steps('user'))
    for (let i = 0; i < 2; i++) carryOut(all, (line) => void said.push(line))
    const [service, port] = all.map(({ path }) => path)
    expect(said.slice(0, 2)).toEqual([`wrote ${service}`, `wrote ${port}`])
    writeFileSync(port ?? '', '[Socket]\n')
    rmSync(service ?? '')
    expect(() => carryOut(all, () => {})).toThrow('left alone')
    expect(existsSync(service ?? '')).toBe(false)
    expect(readFileSync(port ?? '', 'utf8')).toBe('[Socket]\n')
  })

  it('says what to do where it may not write', () => {
    mkdirSync(join(dir, 'systemd'))
    writeFileSync(join(dir, 'systemd/user'), '')
    expect(() => carryOut(files(steps('user')), () => {})).toThrow(/cannot be written \(E\w+\)/)
  })
})

const reason = whyNot('systemd-analyze')
describe.skipIf(reason !== undefined)(`the units${reason === undefined ? '' : ` (${reason})`}`, () => {
  /** What systemd says of the units; fails where it finds fault. */
  function analyze(scope: Scope, ...words: string[]): string {
    for (const { path, text } of files(steps(scope))) {
      if (/\.(service|socket)$/.test(path)) writeFileSync(join(dir, path.slice(path.lastIndexOf('/'))), text)
    }
    const env = { ...process.env, XDG_RUNTIME_DIR: dir }
    return execFileSync('systemd-analyze', words, { cwd: dir, env, encoding: 'utf8', stdio: 'pipe' })
  }

  it.each(['system', 'user'] as const)('of a %s are right for systemd', (scope) => {
    const units = ['./earshot.service', './earshot.socket']
    expect(analyze(scope, `--${scope}`, '--man=no', 'verify', ...units)).toBe('')
  })

  it('of the system expose at most 1.5 of 10', () => {
    const said = analyze('system', 'security', '--offline=true', '--threshold=15', './earshot.service')
    expect(said).toMatch(/Overall exposure level for earshot.service: (0\.\d|1\.[0-5]) /)
  })
})
