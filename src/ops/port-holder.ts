import { readFileSync, readdirSync, readlinkSync } from 'node:fs'

/** The tables of proc(5), and the state of a socket that others can send to. */
const tables = {
  tcp: { files: ['/proc/net/tcp', '/proc/net/tcp6'], listening: '0A' },
  udp: { files: ['/proc/net/udp', '/proc/net/udp6'], listening: '07' },
} as const

/**
 * Who listens on a port, as `name (pid 123)`, for an error's reader; undefined where the system does not tell:
 * not on Linux, or a process of another user.
 */
export function portHolder(port: number, protocol: keyof typeof tables = 'tcp'): string | undefined {
  const { files, listening } = tables[protocol]
  const inodes = files.flatMap((table) => listeningInodes(read(table), port, listening))
  if (inodes.length === 0) return undefined
  const wanted = new Set(inodes.map((inode) => `socket:[${inode}]`))
  for (const pid of list('/proc').filter((name) => /^\d+$/.test(name))) {
    if (list(`/proc/${pid}/fd`).some((fd) => wanted.has(linkOf(`/proc/${pid}/fd/${fd}`)))) {
      return `${read(`/proc/${pid}/comm`).trim()} (pid ${pid})`
    }
  }
  return undefined
}

/** The socket inodes that listen on this port, from a table of proc(5) net/tcp. */
export function listeningInodes(table: string, port: number, listening: string): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  return table.split('\n').flatMap((row) => {
    const [, local = '', , state, , , , , , inode] = row.trim().split(/\s+/)
    return local.endsWith(`:${hexPort}`) && state === listening && inode !== undefined ? [inode] : []
  })
}

/** Whatever cannot be read says nothing; the answer is only a courtesy. */
function read(path: string): string {
  return orElse('', () => readFileSync(path, 'utf8'))
}

function list(path: string): string[] {
  return orElse([], () => readdirSync(path))
}

function linkOf(path: string): string {
  return orElse('', () => readlinkSync(path))
}

function orElse<T>(fallback: T, look: () => T): T {
  try {
    return look()
  } catch {
    return fallback
  }
}
