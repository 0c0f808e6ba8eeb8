import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Wire } from '../conformance/wire.ts'
import { type DaemonProcess, earshot, endAll, freshDir, startDaemonProcess } from './daemon-process.ts'

afterEach(endAll)

const isProof = process.env['EARSHOT_PROOF'] !== undefined
/** `npm run proof` fills the 64 MiB that a room remembers. */
const [channels, each] = isProof ? [40, 2_048] : [4, 100]

const restart = ({ stateDir }: DaemonProcess) => earshot('restart', `--state-dir=${stateDir}`).ended
const pidOf = async (daemon: DaemonProcess): Promise<unknown> => (await daemon.status())['pid']

/** Until the process is gone. */
async function gone(pid: unknown): Promise<void> {
  try {
    for (;;) {
      process.kill(Number(pid), 0)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  } catch {
    return
  }
}

describe('earshot restart', () => {
  it('goes on in another process; the first stays for whoever started it, and ends with it', async () => {
    const daemon = await startDaemonProcess()
    const { code, stderr } = await restart(daemon)
    expect([code, stderr]).toEqual([0, expect.stringMatching(/goes on in pid \d+, version .*silent for \d+/)])
    const heir = await pidOf(daemon)
    expect(heir).not.toBe(daemon.pid)
    expect((await restart(daemon)).code).toBe(0)
    expect((await daemon.status())['port']).toBe(daemon.port)
    expect((await earshot('stop', `--state-dir=${daemon.stateDir}`).ended).code).toBe(0)
    expect((await daemon.ended).code).toBe(0)
    expect(daemon.log().filter(({ evt }) => evt === 'daemon.handed-over')).toHaveLength(2)
  })

  it('changes nothing where the configuration is broken, and says what is', async () => {
    const dir = freshDir()
    const [motd, config] = [join(dir, 'motd'), join(dir, 'config.toml')]
    const settings = '[daemon]\nmotd-file = "motd"\n'
    writeFileSync(motd, 'hello\n')
    writeFileSync(config, settings)
    const daemon = await startDaemonProcess(`--config=${config}`)
    rmSync(motd)
    const { code, stderr } = await restart(daemon)
    expect(code).toBe(1)
    expect(stderr).toMatch(/Nothing has changed: the new process failed, .*motd/)
    writeFileSync(config, `${settings}prot = 1\n`)
    expect((await restart(daemon)).stderr).toContain('config.toml:3: prot is no setting. Did you mean port?')
    expect(await pidOf(daemon)).toBe(daemon.pid)
    writeFileSync(motd, 'hello again\n')
    writeFileSync(config, settings)
    expect((await restart(daemon)).code).toBe(0)
  })

  it(`hands over what the room remembers, ${channels * each} messages, with short turns and a short silence`, async () => {
    const daemon = await startDaemonProcess('--no-limits')
    const ann = await Wire.open(daemon.port)
    await ann.register('ann')
    const names = Array.from({ length: channels }, (_, n) => `#c${n}`)
    for (const name of names) ann.send(`JOIN ${name}`)
    await ann.sync()
    for (let n = 0; n < each; n++) {
      for (const name of names)
        ann.send(`PRIVMSG ${name} :${n} ${'of what people say to one another '.repeat(8)}`)
      await ann.sync()
    }
    expect((await restart(daemon)).code).toBe(0)
    const bob = await Wire.open(daemon.port)
    bob.send('CAP REQ :draft/chathistory batch', 'CAP END')
    await bob.register('bob')
    for (const name of names) bob.send(`JOIN ${name}`, `CHATHISTORY LATEST ${name} * 1`)
    await bob.sync()
    expect(bob.lines.filter((line) => line.includes(` :${each - 1} of what`))).toHaveLength(channels)
    const [said] = daemon.log().filter(({ evt }) => evt === 'daemon.handed-over')
    // A busy machine is slow in all, so only a release asks for times.
    if (isProof) {
      expect(Number(said?.['silentMs'])).toBeLessThan(250)
      expect(Number(said?.['turnMs'])).toBeLessThan(50)
    }
    ann.close()
    bob.close()
  })

  it('passes on what the one that stays is told: SIGTERM, and that it is killed', async () => {
    const [told, killed] = [await startDaemonProcess(), await startDaemonProcess()]
    for (const daemon of [told, killed]) expect((await restart(daemon)).code).toBe(0)
    const heirs = [await pidOf(told), await pidOf(killed)]
    told.child.kill('SIGTERM')
    killed.child.kill('SIGKILL')
    await Promise.all(heirs.map(gone))
    expect((await told.ended).code).toBe(0)
  })
})
