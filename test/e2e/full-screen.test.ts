import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Terminal, Tmux, whyNot } from '../tmux.ts'
import { Lan, type Running, endAll, main } from './cli-process.ts'

/** `earshot` on a terminal, as somebody sees it who leaves it open. */

const tmux = new Tmux()
/** Throws where nobody catches it, when it is told to. */
const bomb = `data:text/javascript,process.on('SIGUSR2',()=>{throw new Error('boom')})`

function sit(lan: Lan, nick: string, args = '', size = { columns: 100, rows: 24 }): Terminal {
  const terminal = tmux.open({ command: ['sh'], env: { ...lan.env(nick), PS1: '$ ' }, size })
  terminal.enter(
    `'${process.execPath}' --import "${bomb}" '${main}' --nick ${nick} ${args}; echo "[ended with $?]"`,
  )
  return terminal
}

/** The process that the shell of a terminal waits for. */
function childOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim())
}

const lastRow = (terminal: Terminal): string => terminal.screen().at(-1) ?? ''
const statusRow = (terminal: Terminal): string => terminal.screen().at(-2) ?? ''
const sees = (terminal: Terminal, what: string): boolean => terminal.screen().join('\n').includes(what)

async function seen(terminal: Terminal, what: string): Promise<void> {
  await terminal.until(`seen: ${what}`, () => sees(terminal, what))
}

describe.skipIf(whyNot('tmux') !== undefined)('the full screen', () => {
  let lan: Lan
  let room: Awaited<ReturnType<Lan['room']>>
  let ann: Terminal
  let bob: Running

  beforeAll(async () => {
    lan = await Lan.open()
    room = await lan.room('Office', '--no-limits')
    ann = sit(lan, 'ann')
    await seen(ann, 'ann #lobby · 1')
    bob = lan.start('join', '--json', '--nick', 'bob')
    await seen(ann, '→ bob')
  })

  afterAll(async () => {
    tmux.close()
    await endAll()
  })

  it('says who is there, and what was said by whom', async () => {
    expect(ann.screen()[0]).toBe(' #lobby of Office')
    await ann.until('names', () => ann.screen().some((row) => row.endsWith('@ann')))
    bob.type('hello\n')
    await ann.until('said', () =>
      ann.screen().some((row) => /^\d\d:\d\d +bob {2}hello +bob$|bob {2}hello/.test(row)),
    )
  })

  it('types with an editor, completes and says it', async () => {
    ann.type('b')
    ann.press('Tab')
    await ann.until('completed', () => lastRow(ann) === '> bob:')
    ann.type('good morning')
    ann.press('M-b', 'C-w')
    ann.type('fine ')
    await ann.until('edited', () => lastRow(ann) === '> bob: fine morning')
    ann.press('Enter')
    await bob.says('"bob: fine morning"')
    await seen(ann, 'ann  bob: fine morning')
    ann.press('Up')
    await ann.until('had back', () => lastRow(ann) === '> bob: fine morning')
    ann.press('C-u')
    await ann.until('empty', () => lastRow(ann) === '>')
  })

  it('keeps what is pasted in the line and says its lines as one message', async () => {
    ann.paste('first\nsecond line\nthird')
    await ann.until('pasted', () => lastRow(ann) === '  third')
    expect(bob.out).not.toContain('second line')
    ann.press('Enter')
    await bob.says('first\\nsecond line\\nthird')
    await seen(ann, '                    second line')
    ann.paste('a\nb\nc\nd\ne\nf\ng')
    ann.press('Enter')
    await ann.until(
      'asked',
      () => lastRow(ann) === '> Send 7 lines? y/N' || lastRow(ann) === 'Send 7 lines? y/N',
    )
    ann.press('n')
    await ann.until('kept', () => lastRow(ann) === '  g')
    ann.press('C-c')
    await ann.until('empty', () => lastRow(ann) === '>')
  })

  it('scrolls, stays where somebody reads, and follows again', async () => {
    bob.type(Array.from({ length: 120 }, (_, i) => `line ${i}.\n`).join(''))
    await seen(ann, 'line 119.')
    ann.press('PageUp', 'PageUp')
    await ann.until('scrolled', () => statusRow(ann).includes('End to follow'))
    const read = ann.screen().slice(1, -2)
    bob.type('something new\n')
    await ann.until('counted', () => statusRow(ann).includes('↓ 1 new - End to follow'))
    expect(ann.screen().slice(1, -2)).toEqual(read)
    ann.press('End')
    await seen(ann, 'something new')
    ann.press('C-Home')
    await ann.until('the oldest', () => sees(ann, 'hello') && !sees(ann, 'line 119.'))
    ann.press('C-End')
    await seen(ann, 'something new')
  })

  it('takes another size, however small', async () => {
    ann.type('half typed')
    await ann.resize({ columns: 38, rows: 7 })
    await ann.until('small', () => lastRow(ann) === '> half typed' && ann.screen().length === 7)
    await seen(ann, 'bob: something new')
    await ann.resize({ columns: 100, rows: 24 })
    await ann.until(
      'large',
      () => lastRow(ann) === '> half typed' && statusRow(ann).startsWith(' ann #lobby'),
    )
    ann.press('C-u')
  })

  it('stops at Ctrl-Z with the terminal as it was, and comes back', async () => {
    ann.press('C-z')
    await ann.until('stopped', () => ann.ask('#{alternate_on}') === '0')
    ann.enter('fg')
    await ann.until('back', () => ann.ask('#{alternate_on}') === '1' && sees(ann, 'something new'))
  })

  it('opens a buffer for another channel and for one person, and counts what is unread', async () => {
    ann.enter('/join dev')
    await ann.until('in #dev', () => (ann.screen()[0] ?? '').startsWith(' #dev'))
    bob.type('/msg ann psst\nhello again\n')
    await ann.until('counted', () => /1:#lobby\(1\) 2:#dev 3:bob\(1\)/.test(statusRow(ann)))
    ann.press('M-3')
    await seen(ann, 'psst')
    ann.press('M-1')
    await seen(ann, 'hello again')
  })

  it('lets nothing that others say act on the terminal', async () => {
    const title = ann.ask('#{pane_title}')
    const mallory = connect(room.port, '127.0.0.1')
    mallory.write('NICK mal\r\nUSER m 0 * :m\r\nJOIN #lobby\r\n')
    await seen(ann, 'mal')
    const marks = '\u0301'.repeat(150)
    mallory.write(
      `PRIVMSG #lobby :\x1b]52;c;AAAA\x07\x1b]0;pwned\x07\u009b2J\x1b[?1049l\u202eabc ${marks}\r\n`,
    )
    mallory.write('TOPIC #lobby :\x1b[2J\x1b[Hgone\r\nPART #lobby :\x1bc\r\n')
    await seen(ann, '← mal (␛c)')
    expect(sees(ann, '␛]52;c;AAAA␇␛]0;pwned␇\\x9b2J␛[?1049labc')).toBe(true)
    expect(ann.ask('#{alternate_on}')).toBe('1')
    expect(ann.ask('#{pane_title}')).toBe(title)
    mallory.destroy()
  })

  it('stays while the room is gone, loses nothing that is typed, and is in it again', async () => {
    room.running.child.kill('SIGTERM')
    await ann.until('away', () => statusRow(ann).includes('offline - '))
    ann.enter('is anybody here')
    await ann.until('waiting', () => ann.screen().some((row) => /… +ann {2}is anybody here/.test(row)))
    room = await lan.room('Office', '--no-limits')
    await ann.until('said', () => ann.screen().some((row) => /^ +ann {2}is anybody here/.test(row)))
    await ann.until('back', () => statusRow(ann).startsWith(' ann #lobby'))
    expect(sees(ann, 'are not remembered (the room was')).toBe(true)
    ann.press('C-d')
    await ann.until('given back', () => ann.ask('#{alternate_on}') === '0')
    // Since the shell was asked to go on with it, it does not do what stood after it.
    ann.enter('echo "[ended with $?]"')
    await ann.shows('[ended with 0]')
  })

  it('runs a command when somebody is spoken to and does not look, with what was said in its environment', async () => {
    const file = join(lan.state, 'said')
    const eve = sit(
      lan,
      'eve',
      `--on-highlight 'echo "$EARSHOT_SENDER $EARSHOT_BUFFER $EARSHOT_MESSAGE" >> ${file}'`,
    )
    await seen(eve, 'eve #lobby')
    bob.type('/msg eve $(touch nothing) `x`\n')
    await eve.until(
      'run',
      () => existsSync(file) && readFileSync(file, 'utf8') === 'bob bob $(touch nothing) `x`\n',
    )
    eve.press('C-d')
    await eve.shows('[ended with 0]')
  })

  it.each([
    ['a signal', 'TERM', '[ended with 143]'],
    ['a fault of ours', 'USR2', 'Error: boom'],
  ])(
    'gives the terminal back at %s, and says then what was wrong and what was typed',
    async (_what, signal, said) => {
      const eve = sit(lan, 'eve')
      await seen(eve, 'eve #lobby')
      eve.type('half a thought')
      await eve.until('typed', () => lastRow(eve) === '> half a thought')
      process.kill(childOf(Number(eve.ask('#{pane_pid}'))), `SIG${signal}`)
      await eve.shows(said)
      expect(eve.everything()).toContain('to #lobby, not sent: half a thought')
      await eve.shows('[ended with')
      expect(eve.ask('#{alternate_on}')).toBe('0')
      eve.enter('stty -a | grep -o " icanon\\| echo "; echo it $((1+1))')
      await eve.shows('it 2')
      expect(eve.everything()).toMatch(/icanon[^]* echo/)
    },
  )

  it('leaves at the second Ctrl-C on an empty line, with 130', async () => {
    const eve = sit(lan, 'eve')
    await seen(eve, 'eve #lobby')
    eve.type('never sent')
    eve.press('C-c')
    await eve.until('empty', () => lastRow(eve) === '>')
    eve.press('C-c')
    await seen(eve, 'press Ctrl-C again or /quit to leave')
    eve.press('C-c')
    await eve.shows('[ended with 130]')
  })
})
