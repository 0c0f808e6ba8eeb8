import { type Socket, connect } from 'node:net'

/** What no client here asks for: its own lines would be more deliveries, and the end of the names says that it is in. */
const unasked = ['', 'echo-message', 'no-implicit-names']
/** Bytes of one list of capabilities. */
const listBytes = 400

/**
 * The lines with which a client asks for all capabilities that this server offers, to be sent before it registers.
 * It also sees to it that all msgids that follow are equally long, since lines are counted by their bytes: a room that
 * numbers its lines in base 36 has four digits from 46,656 to 1,679,615.
 */
export async function askForAll(port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' })
  try {
    const offer = await ask(socket, 'CAP LS 302\r\n', / CAP \S+ LS :[^\r]*\r\n/)
    await ask(socket, 'NICK counter\r\nUSER bench 0 * :bench\r\nCAP END\r\nJOIN #count\r\n', / 366 counter /)
    await ask(socket, `${'PRIVMSG #count :x\r\n'.repeat(46_656)}PING counted\r\n`, / PONG \S+ :?counted/)
    return requests(offer)
  } finally {
    socket.destroy()
  }
}

function requests(offer: string): string {
  const lists = [...offer.matchAll(/ CAP \S+ LS (?:\* )?:([^\r]*)/g)].map(([, list = '']) => list)
  const names = lists.flatMap((list) => list.split(' ').map((word) => word.split('=')[0] ?? ''))
  let lines = ''
  let line = ''
  for (const name of names) {
    if (unasked.includes(name)) continue
    if (line.length + name.length > listBytes) {
      lines += `CAP REQ :${line}\r\n`
      line = ''
    }
    line += `${line === '' ? '' : ' '}${name}`
  }
  return `${lines}CAP REQ :${line}\r\nCAP END\r\n`
}

/** All that comes until this does. */
function ask(socket: Socket, lines: string, until: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const take = (bytes: Buffer): void => {
      text += bytes.toString('latin1')
      if (!until.test(text)) return
      socket.off('data', take)
      resolve(text)
    }
    socket.on('data', take)
    socket.once('error', reject)
    socket.once('close', () => reject(new Error(`the server answers no capabilities: ${text.slice(-200)}`)))
    socket.write(lines)
  })
}
