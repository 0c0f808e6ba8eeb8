import { type Names, fill, mismatch } from './pattern.ts'
import type { Place, Wants } from './place.ts'
import { Wire } from './wire.ts'

/*
 * A script is a conversation on the wire, a line a step, and knows nothing of the daemon:
 *
 *     # a title, then the clauses that it holds the daemon to
 *     # replay 3                   the daemon shows who joins so many earlier messages; else none
 *     # motd one / two             its message of the day has these lines; else there is none
 *     # admin one / two            ADMIN tells these lines; else none
 *     ann joins                    connects, registers as ann, skips the welcome
 *     ann joins with caps          the same, with these capabilities
 *     ann connects                 connects only
 *     ann opers                    becomes an operator and skips the answer; {operator} and {password} say how
 *     the operator hides a b       these capabilities, and no others, are hidden from the next REHASH on
 *     ann enters #c                joins channels and skips to the end of the names
 *     ann> TOPIC #c :hi            sends
 *     ann>> PING x\r\n\xff         sends bytes, and no line end of its own
 *     ann< :ann!*@* TOPIC #c :hi   the next line MUST be this (pattern.ts)
 *     ann<< :* 366 **              skips lines until this one
 *     ann is quiet                 nothing more has come, also not after a PING
 *     ann is closed                the server has ended the connection, and said nothing more
 *     ann closes                   ends its own side
 */

const steps: readonly [RegExp, (run: Run, who: string, rest: string) => Promise<void>][] = [
  [/^(\w+)> (.*)$/, async (run, who, rest) => run.wire(who).send(fill(rest, run.names))],
  [/^(\w+)>> (.*)$/, async (run, who, rest) => run.wire(who).raw(bytesOf(rest))],
  [/^(\w+)< (.*)$/, (run, who, rest) => run.expect(who, rest)],
  [/^(\w+)<< (.*)$/, (run, who, rest) => run.skip(who, rest)],
  [/^(\w+) joins(?: with (.*))?$/, (run, who, rest) => run.join(who, rest)],
  [/^(\w+) opers$/, (run, who) => run.oper(who)],
  [/^the (operator) hides(?: (.*))?$/, async (run, _, rest) => run.hide(rest)],
  [/^(\w+) connects$/, (run, who) => run.connect(who)],
  [/^(\w+) enters (.*)$/, (run, who, rest) => run.enter(who, rest)],
  [/^(\w+) is quiet$/, (run, who) => run.quiet(who)],
  [/^(\w+) is closed$/, (run, who) => run.closed(who)],
  [/^(\w+) closes$/, async (run, who) => void run.wire(who).socket.end()],
]

/** Runs a script against a server. @throws with the step, what came instead, and all that was heard there */
export async function runScript(text: string, place: Place): Promise<void> {
  const run = new Run(place)
  try {
    for (const [i, line] of text.split('\n').entries()) {
      if (line.trim() === '' || line.startsWith('#')) continue
      await run.step(line.trim()).catch((error: unknown) => {
        throw new Error(`line ${i + 1}: ${line}\n${String(error)}`, { cause: error })
      })
    }
  } finally {
    await run.end()
  }
}

/** The first comment of a script. */
export function titleOf(text: string): string {
  return /^# (.*)$/m.exec(text)?.[1] ?? 'untitled'
}

/** What a script asks of its server: what its directives say, and what its steps need. */
export function wantsOf(text: string): Wants {
  const said = (name: string): string | undefined => new RegExp(`^# ${name} (.+)$`, 'm').exec(text)?.[1]
  return {
    replay: Number(said('replay') ?? 0),
    motd: said('motd')?.split(' / ') ?? [],
    admin: said('admin')?.split(' / ') ?? [],
    operator: /^\w+ opers$|\{password\}/m.test(text),
    hides: /^the operator hides\b/m.test(text),
  }
}

/** Text with `\r`, `\n` and `\xHH` as the bytes that they stand for. */
function bytesOf(text: string): string {
  return text.replaceAll(/\\(r|n|x[0-9a-f]{2})/g, (_, code: string) => {
    if (code.length === 1) return code === 'r' ? '\r' : '\n'
    return String.fromCharCode(Number.parseInt(code.slice(1), 16))
  })
}

class Run {
  readonly names: Names = new Map()
  readonly #wires = new Map<string, Wire>()
  readonly #place: Place
  #pings = 0

  constructor(place: Place) {
    this.#place = place
    this.names.set('operator', place.operator?.name ?? '')
    this.names.set('password', place.operator?.password ?? '')
  }

  async step(line: string): Promise<void> {
    for (const [form, act] of steps) {
      const [, who = '', rest = ''] = form.exec(line) ?? []
      if (who !== '') return await act(this, who, rest)
    }
    throw new Error('no such step')
  }

  wire(who: string): Wire {
    const wire = this.#wires.get(who)
    if (wire === undefined) throw new Error(`${who} is not connected`)
    return wire
  }

  async connect(who: string): Promise<void> {
    this.#wires.set(who, await Wire.open(this.#place.port, this.#place.host))
  }

  async oper(who: string): Promise<void> {
    this.wire(who).send(fill('OPER {operator} {password}', this.names))
    await this.skip(who, `@* :* 381 ${who} :*`)
    await this.skip(who, `@* :* MODE ${who} **`)
  }

  hide(names: string): void {
    if (this.#place.hide === undefined) throw new Error('nobody can write the files of this server')
    this.#place.hide(names.split(' '))
  }

  async join(who: string, caps: string): Promise<void> {
    await this.connect(who)
    const wire = this.wire(who)
    if (caps === '') return void (await wire.register(who))
    wire.send(`CAP REQ :${caps}`)
    await wire.skipTo(/ ACK /)
    wire.send('CAP END')
    await wire.register(who)
  }

  async enter(who: string, channels: string): Promise<void> {
    this.wire(who).send(`JOIN ${channels}`)
    for (const channel of channels.split(',')) await this.skip(who, `@* :* 366 ${who} ${channel} **`)
  }

  async expect(who: string, pattern: string): Promise<void> {
    const line = await this.wire(who).next()
    const fault = mismatch(pattern, line, this.names)
    if (fault !== undefined) throw new Error(`came: ${line}\n${fault}`)
  }

  async skip(who: string, pattern: string): Promise<void> {
    const skipped: string[] = []
    for (;;) {
      const line = await this.wire(who)
        .next()
        .catch((error: unknown) => {
          throw new Error(`did not come; came:\n${skipped.join('\n')}`, { cause: error })
        })
      if (mismatch(pattern, line, this.names) === undefined) return
      skipped.push(line)
    }
  }

  async quiet(who: string): Promise<void> {
    const token = `quiet-${++this.#pings}`
    this.wire(who).send(`PING ${token}`)
    await this.expect(who, `@* :* PONG * ${token}`)
  }

  async closed(who: string): Promise<void> {
    const wire = this.wire(who)
    await wire.end()
    const more = await wire.next().catch(() => undefined)
    if (more !== undefined) throw new Error(`came: ${more}`)
  }

  /** Everybody is gone before the next script, so that names are free again. */
  async end(): Promise<void> {
    for (const wire of this.#wires.values()) {
      if (!wire.ended) wire.send('QUIT')
      await wire.end().catch(() => {})
      wire.close()
    }
  }
}
