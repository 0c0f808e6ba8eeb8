import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Terminal, Tmux, whyNot } from '../tmux.ts'
import { Lan, type Running, endAll, main, objects } from './cli-process.ts'

/** `earshot --plain` as somebody sees it who sits at a terminal. */

const tmux = new Tmux()
const hasTmux = whyNot('tmux') === undefined
/** State directories in which a daemon may run in the background. */
const started: [lan: Lan, state: string][] = []

/** Somebody types `earshot --plain` and these arguments; how it ended will be on the screen. */
function sit(lan: Lan, state: string, args = '', size = { columns: 80, rows: 24 }): Terminal {
  const terminal = tmux.open({ command: ['sh'], env: { ...lan.env(state), PS1: '$ ' }, size })
  started.push([lan, state])
  terminal.enter(`'${process.execPath}' '${main}' --plain --nick ${state} ${args}; echo "[ended with $?]"`)
  return terminal
}

async function stopDaemons(): Promise<void> {
  await Promise.all(
    started.splice(0).map(([lan, state]) => lan.run(['stop', '--state-dir', join(lan.state, state)])),
  )
}

/** The status of the daemon in the background, where one runs. */
async function statusOf(lan: Lan, state: string): Promise<Record<string, unknown> | undefined> {
  const { out } = await lan.run(['status', '--json', '--state-dir', join(lan.state, state)])
  return objects(out)[0]
}

/** The rows that a person reads, without what was typed to the shell. */
const lastRow = (terminal: Terminal): string => terminal.rows().at(-1) ?? ''

afterAll(() => tmux.close())

describe.skipIf(!hasTmux).concurrent('a first user', () => {
  afterAll(async () => {
    await stopDaemons()
    await endAll()
  })

  it('is offered to start a room, is in it after Enter, and knows it from then on', async () => {
    const lan = await Lan.open()
    const ann = sit(lan, 'ann')
    await ann.shows('Start one on this computer? [Y/n]')
    ann.press('Enter')
    await ann.shows(/joined #lobby of ".+" at 127\.0\.0\.1:\d+ \(nobody else yet\) as ann - \/help/)
    expect(ann.everything()).toMatch(/A room runs in the background now, on port \d+ \(pid \d+\)\./)
    const status = await statusOf(lan, 'ann')
    const known: unknown = JSON.parse(readFileSync(join(lan.state, 'ann', 'known_rooms.json'), 'utf8'))
    expect(known).toMatchObject({ rooms: [{ id: status?.['id'], room: status?.['room'] }] })

    ann.enter('/quit')
    await ann.shows('[ended with 0]')
    const again = sit(lan, 'bob')
    await again.shows(/joined #lobby of ".+" .* as bob/)
    expect(again.everything()).not.toContain('[Y/n]')
  })

  it('who wants none is told what else there is', async () => {
    const ann = sit(await Lan.open(), 'ann')
    await ann.shows('[Y/n]')
    ann.enter('n')
    await ann.shows('[ended with 3]')
    expect(ann.everything()).toContain('know the address?    earshot --host 192.168.1.20')
  })

  it('chooses where there are several rooms', async () => {
    const lan = await Lan.open()
    await Promise.all([lan.room('Office'), lan.room('Den')])
    const ann = sit(lan, 'ann')
    await ann.shows('Which room? [1]')
    expect(ann.everything()).toMatch(/ 1 {2}Den {2}\(127\.0\.0\.1:\d+\)\n {2}2 {2}Office/)
    ann.enter('7')
    ann.enter('2')
    await ann.shows('joined #lobby of "Office"')
  })

  it('and another one at the same moment end up in one room, five times', async () => {
    const pairs = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const lan = await Lan.open()
        return { lan, both: [sit(lan, 'ann'), sit(lan, 'bob')] }
      }),
    )
    await Promise.all(pairs.flatMap(({ both }) => both.map((one) => one.shows('[Y/n]'))))
    for (const { both } of pairs) for (const one of both) one.press('Enter')
    for (const { lan, both } of pairs) {
      await Promise.all(both.map((one) => one.shows(/joined #lobby of/)))
      const rooms = await Promise.all(['ann', 'bob'].map((state) => statusOf(lan, state)))
      expect(rooms.filter((room) => room !== undefined)).toEqual([expect.objectContaining({ members: 2 })])
    }
  }, 120_000)
})

describe.skipIf(!hasTmux)('line mode', () => {
  let lan: Lan
  let room: Awaited<ReturnType<Lan['room']>>
  let ann: Terminal
  let bob: Running

  beforeAll(async () => {
    lan = await Lan.open()
    room = await lan.room('Office')
    ann = sit(lan, 'ann')
    await ann.shows('as ann')
    bob = lan.start('join', '--json', '--nick', 'bob')
    await ann.shows('bob joined')
  })

  afterAll(async () => {
    await stopDaemons()
    await endAll()
  })

  it('keeps what is half typed while lines come', async () => {
    ann.type('half a thou')
    await ann.until('typed', () => lastRow(ann) === '> half a thou')
    bob.type('one\ntwo\nthree\n')
    await ann.shows('bob: three')
    await ann.until('typed below', () => lastRow(ann) === '> half a thou')
    ann.enter('ght')
    await bob.says('"half a thought"')
    await ann.shows('ann: half a thought')
    expect(ann.rows().slice(-5)).toEqual([
      expect.stringMatching(/^\d\d:\d\d bob: one$/),
      expect.stringMatching(/^\d\d:\d\d bob: two$/),
      expect.stringMatching(/^\d\d:\d\d bob: three$/),
      expect.stringMatching(/^\d\d:\d\d ann: half a thought$/),
      '>',
    ])
  })

  it('does so where it fills several rows, and when the terminal gets another size', async () => {
    const typed = `start ${'words that fill rows '.repeat(8)}end`
    const shown = () =>
      ann
        .rows()
        .map((row) => row.padEnd(Number(ann.ask('#{pane_width}'))))
        .join('')
    ann.type(typed)
    await ann.until('typed', () => shown().includes(`> ${typed}`))
    bob.type('while you type\n')
    await ann.shows('bob: while you type')
    await ann.until('typed below', () => shown().includes(`> ${typed}`))
    await ann.resize({ columns: 60, rows: 20 })
    await ann.until('resized', () => shown().includes(`> ${typed}`))
    bob.type('and resize\n')
    await ann.shows('bob: and resize')
    await ann.until('typed below', () => shown().trimEnd().endsWith(`> ${typed}`))
    await ann.resize({ columns: 100, rows: 20 })
    bob.type('and again\n')
    await ann.shows('bob: and again')
    await ann.until('typed below', () => shown().trimEnd().endsWith(`> ${typed}`))
    ann.press('C-u')
    await ann.until('empty', () => lastRow(ann) === '>')
    expect(ann.everything()).not.toContain('start words')
    expect(ann.everything()).toMatch(/bob: while you type\n.*bob: and resize\n.*bob: and again\n/)
    await ann.resize({ columns: 80, rows: 24 })
  })

  it('has commands', async () => {
    ann.enter('/me waves')
    await ann.shows('* ann waves')
    ann.enter('/topic Tea')
    await ann.shows('ann set the topic: Tea')
    ann.enter('/msg bob psst')
    await bob.says('"psst"')
    ann.enter('/nick annie')
    await ann.shows('ann is now annie')
    ann.enter('/who')
    await ann.shows(/annie \(@, here\) \S+ on \S+\n.*bob \(here\)/)
    ann.enter('/join dev')
    await ann.shows('you talk in #dev now')
    ann.enter('/part')
    await ann.shows('you talk in #lobby now')
    ann.enter('/nmaes')
    await ann.shows('/nmaes is no command; did you mean /names? (//nmaes says it as text)')
    ann.enter('/nick ann')
    await ann.shows('annie is now ann')
  })

  it('lets nothing that others say act on the terminal', async () => {
    const mallory = connect(room.port, '127.0.0.1')
    const title = ann.ask('#{pane_title}')
    mallory.write('NICK mal\r\nUSER m 0 * :m\r\nJOIN #lobby\r\n')
    await ann.shows('mal joined')
    ann.type('typing')
    await ann.until('typed', () => lastRow(ann) === '> typing')
    mallory.write('PRIVMSG #lobby :\x1b[2J\x1b[H\x1b]0;pwned\x07\u009b31m\u0085a\u202eb \x0304red\x03\r\n')
    mallory.write('TOPIC #lobby :\x1b[5A\u2028over\r\nPART #lobby :\x1bc\r\n')
    await ann.shows('mal left (␛c)')
    expect(ann.everything()).toContain('mal: ␛[2J␛[H␛]0;pwned␇\\x9b31m␤a')
    expect(ann.everything()).not.toMatch(/[\u0080-\u009f]/)
    expect(ann.ask('#{pane_title}')).toBe(title)
    expect(lastRow(ann)).toBe('> typing')
    expect(ann.ask('#{cursor_x}')).toBe('8')
    ann.press('C-u')
    mallory.destroy()
  })

  it('sends a long line whole, as one message', async () => {
    const text = Array.from({ length: 150 }, (_, i) => `wörd${i}`).join(' ')
    ann.enter(text)
    await bob.says('wörd149')
    const pieces = bob.objects().filter(({ text: said }) => String(said).includes('wörd'))
    expect(pieces.map((piece) => piece['text'])).toEqual([text])
    await ann.until('an empty prompt', () => lastRow(ann) === '>')
  })

  it('ends with 130 at Ctrl-C and leaves the terminal as it was', async () => {
    const eve = sit(lan, 'eve')
    await eve.shows('as eve')
    eve.type('never sent')
    eve.press('C-c')
    await eve.shows('[ended with 130]')
    eve.enter('stty -a | grep -o " icanon\\| echo "; echo it $((1+1))')
    await eve.shows('it 2')
    expect(eve.everything()).toMatch(/icanon[^]* echo/)
    await bob.says(/"quit".*"eve"|"eve".*"quit"/)
  })

  it('stays while the room is gone, says so, keeps what is typed, and finds the room where it is then', async () => {
    room.running.child.kill('SIGTERM')
    await ann.shows('connection lost (Server shutting down); trying again')
    ann.enter('is anybody here')
    room = await lan.room('Office')
    await ann.shows('ann: is anybody here')
    expect(ann.everything()).toMatch(
      /\n-- some messages after \d\d:\d\d are not remembered \(the room was started anew\) --\n(?:.* bob .*\n)*.* back\n(?:.* bob .*\n)*.* ann: is/,
    )
    ann.enter('/quit')
    await ann.shows('[ended with 0]')
  })
})
