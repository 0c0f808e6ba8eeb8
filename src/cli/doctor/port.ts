import { createServer } from 'node:net'
import { portHolder } from '../../ops/port-holder.ts'
import { type Finding, fail, ok } from './finding.ts'

/** Whether a daemon here could have its port, or has it. @param ours the port of the daemon that answers here */
export async function portFinding(port: number, ours: number | undefined): Promise<Finding> {
  if (ours !== undefined) return ok(`${ours} is the daemon’s`)
  const code = await triedToListen(port)
  if (code === undefined) return ok(`${port} is free`)
  const holder = portHolder(port)
  return fail(
    `${port} cannot be had (${code})${holder === undefined ? '' : `: ${holder} has it`}`,
    `ss -ltnp 'sport = :${port}'`,
    'earshot daemon --port ANOTHER',
  )
}

/** Gives the system's code where it is refused. */
function triedToListen(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, () => server.close(() => resolve(undefined)))
  })
}
