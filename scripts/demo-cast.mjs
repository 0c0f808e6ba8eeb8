// @ts-check
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/**
 * One object of `--json`, as docs/json.md has it.
 * @typedef {{ type: string, time: string, nick: string, text: string, id: string | null, kind?: string }} Heard
 */

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const patienceMs = 15_000

/** The processes of a demo: one daemon and some people. All of them end with it. */
export class Cast {
  #room
  #state
  /** @type {import('node:child_process').ChildProcess[]} */
  #children = []
  /** @type {Map<string, { child: import('node:child_process').ChildProcess, heard: Heard[] }>} */
  #people = new Map()
  /** @type {(() => void)[]} */
  #waiting = []
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #daemon
  udpPort

  /** @param {{ room: string, state: string, udpPort: number }} input */
  constructor({ room, state, udpPort }) {
    this.#room = room
    this.#state = state
    this.udpPort = udpPort
  }

  get daemonPid() {
    return this.#daemon?.pid
  }

  /** @returns {Promise<number>} its TCP port */
  async startDaemon() {
    const args = [
      'daemon',
      '--port',
      '0',
      '--bind',
      '127.0.0.1',
      '--name',
      this.#room,
      '--state-dir',
      this.#state,
    ]
    const daemon = this.#start(args)
    this.#daemon = daemon
    const port = await this.#within('the daemon does not listen', (done) => {
      daemon.on('message', (message) => {
        if (typeof message === 'object' && message !== null && 'port' in message) done(Number(message.port))
      })
    })
    return port
  }

  /**
   * Somebody looks for the room, joins it, and says what is typed.
   * @param {string} name
   * @param {(heard: Heard) => void} tell everything that they hear
   */
  async enter(name, tell) {
    const own = join(this.#state, name)
    const child = this.#start(['--json', '--server', this.#room, '--nick', name, '--state-dir', own])
    /** @type {Heard[]} */
    const heard = []
    this.#people.set(name, { child, heard })
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const one = JSON.parse(line)
        heard.push(one)
        tell(one)
        for (const check of this.#waiting) check()
      })
    }
    await this.#until(`${name} does not find the room`, () => heard.some(({ type }) => type === 'status'))
    // Seen by who is there already, so that the transcript has everybody in it before the talk begins.
    const others = [...this.#people].filter(([other]) => other !== name)
    await this.#until(`${name} is not seen`, () =>
      others.every(([, one]) => one.heard.some(({ type, nick }) => type === 'join' && nick === name)),
    )
  }

  /** @param {string} name @param {string} text */
  type(name, text) {
    this.#people.get(name)?.child.stdin?.write(`${text}\n`)
  }

  /** Until everybody has heard that many messages. @param {number} count */
  async allHeard(count) {
    await this.#until(`not all of ${count} lines arrive`, () =>
      [...this.#people.keys()].every((name) => this.messages(name).length >= count),
    )
  }

  /** @param {string} name @returns {Heard[]} */
  messages(name) {
    return this.#people.get(name)?.heard.filter(({ type }) => type === 'message') ?? []
  }

  /** Ends somebody's stdin, on which they leave politely. @param {string} name */
  async leave(name) {
    const child = this.#people.get(name)?.child
    if (child === undefined) return
    child.stdin?.end()
    const code = await ended(child)
    if (code !== 0) throw new Error(`${name} left with exit code ${code}`)
  }

  async stopDaemon() {
    const daemon = this.#daemon
    if (daemon === undefined) return
    daemon.kill('SIGTERM')
    const code = await ended(daemon)
    if (code !== 0) throw new Error(`the daemon ended with exit code ${code}`)
  }

  /** Ends whoever is left, at once. */
  end() {
    for (const child of this.#children) if (child.exitCode === null) child.kill('SIGKILL')
  }

  /** @param {string[]} args */
  #start(args) {
    const env = { ...process.env, EARSHOT_DISCOVERY_PORT: String(this.udpPort) }
    const child = spawn(process.execPath, [main, ...args], { env, stdio: ['pipe', 'pipe', 'pipe', 'ipc'] })
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text) => (said += text))
    // A person's stdout is read line by line; a daemon's is nobody's business, and must not fill up.
    child.stdout?.resume()
    child.once('exit', (code) => {
      if (code !== 0) process.stderr.write(said)
    })
    this.#children.push(child)
    return child
  }

  /** @param {string} failure @param {() => boolean} test */
  async #until(failure, test) {
    await this.#within(failure, (done) => {
      const check = () => {
        if (!test()) return
        this.#waiting = this.#waiting.filter((one) => one !== check)
        done(0)
      }
      this.#waiting.push(check)
      check()
    })
  }

  /**
   * @param {string} failure
   * @param {(done: (value: number) => void) => void} start
   * @returns {Promise<number>}
   */
  #within(failure, start) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${failure} within ${patienceMs / 1000} s`)),
        patienceMs,
      )
      start((value) => {
        clearTimeout(timer)
        resolve(value)
      })
    })
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number | null>} */
async function ended(child) {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

/** A UDP port that nobody has, in all likelihood for the next seconds too. */
export async function freeUdpPort() {
  const socket = createSocket('udp4')
  socket.bind(0)
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}
