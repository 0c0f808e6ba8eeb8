import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Running, main } from '../e2e/cli-process.ts'

/**
 * Several hosts on one machine, each a Linux network namespace, and LANs between them:
 *
 *     const office = await network.lan('10.10.1')
 *     const [server, laptop] = [await network.host(office), await network.host(office)]
 *     await server.room('Office')
 *     await laptop.earshot('send', 'hello').ended
 *
 * A namespace lives as long as the process that holds it, and that one as long as the test: whatever happens, nothing
 * is left on the machine. Works as root, and for everybody where users may have namespaces of their own.
 */

const isRoot = process.getuid?.() === 0

/** What a namespace is held by: says that it is there, and ends with its stdin. */
const hold = ['sh', '-c', 'echo held; exec cat']

/** Why there can be no hosts here; undefined when there can. */
export function whyNoHosts(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are Linux'
  const user = isRoot ? [] : ['--user', '--map-root-user']
  const bridge = ['ip', 'link', 'add', 'switch', 'type', 'bridge']
  try {
    execFileSync('unshare', [...user, '--net', ...bridge], { stdio: 'pipe' })
    return undefined
  } catch (error) {
    return `no network namespaces: ${error instanceof Error ? error.message.trim() : String(error)}`
  }
}

/** All hosts and LANs of one test. */
export class Network {
  readonly #children: ChildProcess[] = []
  readonly #dirs: string[] = []
  #user: Promise<readonly string[]> | undefined

  /** A LAN whose hosts have addresses such as `10.10.1.2`. */
  async lan(net: string, bits = 24): Promise<Lan> {
    const lan = new Lan(await this.#namespace(), net, bits)
    lan.powerUp()
    return lan
  }

  /** A host that is plugged into these LANs, and has no route but to them. */
  async host(...lans: readonly Lan[]): Promise<Host> {
    const dir = mkdtempSync(join(tmpdir(), 'earshot-host-'))
    this.#dirs.push(dir)
    const host = new Host(await this.#namespace(), dir, (child) => this.#children.push(child))
    host.ip('link', 'set', 'lo', 'up')
    for (const [i, lan] of lans.entries()) host.addresses.push(await lan.plug(host, `eth${i}`))
    return host
  }

  /** Ends everything that runs on it. */
  async end(): Promise<void> {
    const running = this.#children.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    )
    const ends = running.map((child) => once(child, 'exit'))
    for (const child of running) child.kill('SIGKILL')
    await Promise.all(ends)
    for (const dir of this.#dirs) rmSync(dir, { recursive: true, force: true })
  }

  async #namespace(): Promise<Namespace> {
    this.#user ??= isRoot ? Promise.resolve([]) : this.#userNamespace()
    const holder = await this.#held([...(await this.#user), 'unshare', '--net', ...hold])
    const user = isRoot ? [] : ['--user', '--preserve-credentials']
    return new Namespace(holder, ['nsenter', '--target', String(holder), '--net', ...user])
  }

  /** One for all, or no cable could be laid from one host to another. */
  async #userNamespace(): Promise<readonly string[]> {
    const holder = await this.#held(['unshare', '--user', '--map-root-user', ...hold])
    return ['nsenter', '--target', String(holder), '--user', '--preserve-credentials']
  }

  async #held([program = '', ...args]: readonly string[]): Promise<number> {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#children.push(child)
    await once(child.stdout, 'data')
    return child.pid ?? 0
  }
}

class Namespace {
  /** Of the process that holds it. */
  readonly pid: number
  /** What a command starts with to run in it. */
  readonly enter: readonly string[]

  constructor(pid: number, enter: readonly string[]) {
    this.pid = pid
    this.enter = enter
  }

  ip(...args: string[]): string {
    return this.run(['ip', ...args])
  }

  run(command: readonly string[], input = ''): string {
    const [program = '', ...entering] = this.enter
    return execFileSync(program, [...entering, ...command], { encoding: 'utf8', input })
  }
}

/** A switch. */
export class Lan {
  readonly #namespace: Namespace
  readonly #net: string
  readonly #bits: number
  /** The socket of the switch that each host's cable leads to. */
  readonly #sockets = new Map<Host, string>()
  readonly #addresses = new Map<Host, string>()
  #laid = 0

  constructor(namespace: Namespace, net: string, bits: number) {
    this.#namespace = namespace
    this.#net = net
    this.#bits = bits
  }

  powerUp(): void {
    this.#namespace.ip('link', 'add', 'switch', 'type', 'bridge')
    this.#namespace.ip('link', 'set', 'switch', 'up')
  }

  /** Gives the address that the host has here: the same one each time. */
  async plug(host: Host, nic: string): Promise<string> {
    const address = this.#addresses.get(host) ?? `${this.#net}.${this.#addresses.size + 2}`
    this.#addresses.set(host, address)
    const socket = this.#socketFor(host)
    host.ip('link', 'add', nic, 'type', 'veth', 'peer', 'name', socket, 'netns', String(this.#namespace.pid))
    host.ip('addr', 'add', `${address}/${this.#bits}`, 'brd', '+', 'dev', nic)
    host.ip('link', 'set', nic, 'up')
    this.#namespace.ip('link', 'set', socket, 'master', 'switch', 'up')
    // Linux tells of a carrier up to a second late, at either end: until then Node lists no interface, and the switch
    // passes nothing on.
    while (!host.ip('-br', 'link', 'show', 'dev', nic).includes(' UP ')) await sleep(20)
    const passesOn = 'bridge_slave state forwarding'
    while (!this.#namespace.ip('-d', 'link', 'show', 'dev', socket).includes(passesOn)) await sleep(20)
    return address
  }

  #socketFor(host: Host): string {
    const socket = `socket${this.#laid++}`
    this.#sockets.set(host, socket)
    return socket
  }

  /** Lays the cables of many hosts at once. Gives what each of them has to run to be plugged in, as a command of sh's. */
  plugAll(hosts: readonly Host[]): string[] {
    const lines: string[] = []
    const commands = hosts.map((host) => {
      const address = `${this.#net}.${this.#addresses.size + 2}`
      this.#addresses.set(host, address)
      const socket = this.#socketFor(host)
      lines.push(`link add ${socket} type veth peer name eth0 netns ${host.pid}`)
      lines.push(`link set ${socket} master switch up`)
      return `ip addr add ${address}/${this.#bits} brd + dev eth0 && ip link set eth0 up`
    })
    this.#namespace.run(['ip', '-batch', '-'], lines.join('\n'))
    return commands
  }

  /** Lets this host reach nobody else who is kept apart, as an access point may. */
  keepApart(host: Host): void {
    const socket = this.#sockets.get(host) ?? ''
    this.#namespace.ip('link', 'set', 'dev', socket, 'type', 'bridge_slave', 'isolated', 'on')
  }

  /** Pulls the cable of a host. */
  pull(host: Host): void {
    this.#namespace.ip('link', 'set', this.#sockets.get(host) ?? '', 'down')
  }

  /** Puts it back. */
  mend(host: Host): void {
    this.#namespace.ip('link', 'set', this.#sockets.get(host) ?? '', 'up')
  }
}

/** A computer: nothing but `lo` and its cables. */
export class Host {
  /** Arguments of Node's for each earshot here. */
  preload: readonly string[] = []
  /** One for each LAN it was plugged into. */
  readonly addresses: string[] = []
  readonly #namespace: Namespace
  /** Its own files. */
  readonly dir: string
  readonly #started: (child: ChildProcess) => void

  constructor(namespace: Namespace, dir: string, started: (child: ChildProcess) => void) {
    this.#namespace = namespace
    this.dir = dir
    this.#started = started
  }

  /** Of who holds its namespace. */
  get pid(): number {
    return this.#namespace.pid
  }

  ip(...args: string[]): string {
    return this.#namespace.ip(...args)
  }

  /** A chain of nftables: what passes, the rest having a policy of its own. */
  firewall(hook: 'input' | 'output', policy: 'accept' | 'drop', ...rules: string[]): void {
    const chain = [`type filter hook ${hook} priority 0`, `policy ${policy}`, ...rules].join('\n')
    this.#namespace.run(['nft', '-f', '-'], `table inet ${hook} {\nchain ${hook} {\n${chain}\n}\n}\n`)
  }

  /** Runs a command here to its end, and gives what it says. */
  run(...command: string[]): string {
    return this.#namespace.run(command)
  }

  /** Starts an earshot command here. */
  earshot(...args: string[]): Running {
    return this.node(...this.preload, main, ...args)
  }

  /** Starts a program of Node's here. */
  node(...args: string[]): Running {
    return this.start([process.execPath, ...args])
  }

  /** Starts a program here, which does not outlive the test. */
  start(command: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
    const [program = '', ...entering] = this.#namespace.enter
    const child = spawn(program, [...entering, 'setpriv', '--pdeathsig', 'KILL', ...command], {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      env: { PATH: process.env['PATH'], HOME: this.dir, EARSHOT_STATE_DIR: join(this.dir, 'state'), ...env },
    })
    this.#started(child)
    return new Running(child)
  }

  /** Opens a room here, in a state directory of its name. Waits until it listens. */
  async room(name: string, ...args: string[]): Promise<Running> {
    const daemon = this.earshot('daemon', '--name', name, '--state-dir', this.stateOf(name), ...args)
    await Promise.race([
      once(daemon.child, 'message'),
      daemon.ended.then(({ err }) => Promise.reject(new Error(`the daemon ended: ${err}`))),
    ])
    return daemon
  }

  stateOf(room: string): string {
    return join(this.dir, room)
  }
}
