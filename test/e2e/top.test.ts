import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { Wire } from '../conformance/wire.ts'
import { Tmux, whyNot } from '../tmux.ts'
import { main } from './cli-process.ts'
import { earshot, endAll, startDaemonProcess } from './daemon-process.ts'

const tmux = new Tmux()
const absent = whyNot('tmux')

afterEach(endAll)
afterAll(() => tmux.close())

describe('earshot top', () => {
  it('is printed once where nobody sits at a terminal, also as an object', async () => {
    const { port, stateDir } = await startDaemonProcess()
    const ann = await (await Wire.open(port)).register('ann')
    const plain = await earshot('top', `--state-dir=${stateDir}`).ended
    expect(plain.stdout).toMatch(/^"E2E" open .* 1 member .*\nID +NICK .*\n +1 +ann /)
    const json = await earshot('top', '--json', '--by=rate', `--state-dir=${stateDir}`).ended
    expect(JSON.parse(json.stdout)).toMatchObject({ by: 'rate', rows: [{ id: 1, nick: 'ann' }] })
    ann.close()
  })

  it.skipIf(absent !== undefined)(
    `shows on forty columns who comes, and gives the terminal back at q (${absent ?? 'in tmux'})`,
    async () => {
      const { port, stateDir } = await startDaemonProcess()
      const terminal = tmux.open({
        command: ['sh'],
        env: { PATH: process.env['PATH'], PS1: '$ ' },
        size: { columns: 40, rows: 10 },
      })
      const sees = (what: RegExp): Promise<void> =>
        vi.waitFor(() => expect(terminal.rows().join('\n')).toMatch(what), { timeout: 15_000, interval: 50 })
      terminal.enter(`'${process.execPath}' '${main}' top --state-dir '${stateDir}'; echo "[ended with $?]"`)
      await sees(/ID {2}NICK .*QUEUE/)
      const ann = await (await Wire.open(port)).register('ann')
      await sees(/1 {2}ann /)
      terminal.type('s')
      await sees(/sorts: rate/)
      terminal.type('q')
      await sees(/\[ended with 0\]/)
      ann.close()
    },
  )
})
