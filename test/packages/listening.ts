import type { ChildProcess } from 'node:child_process'

/** The port on which a daemon says that it is open. @throws with what it printed when it ends instead */
export function listening(daemon: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = ''
    daemon.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const port = /is open on port (\d+)\./.exec(said)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    daemon.once('error', reject)
    daemon.once('close', (code) => reject(new Error(`no daemon (${code}): ${said}`)))
  })
}
