import { readFileSync, readlinkSync } from 'node:fs'

/** Sockets that were open before this process began, by their descriptors. Each can be taken once: who closes it has closed it. */
export interface GivenSockets {
  /** Listens for TCP. */
  tcp: number | undefined
  /** Is bound for datagrams of IPv4. */
  udp: number | undefined
}

type Env = Record<string, string | undefined>

/** sd_listen_fds(3): they begin here. */
const firstDescriptor = 3
/** Far more than anybody gives us. */
const mostDescriptors = 64

/**
 * The sockets that a service manager gave to this process (sd_listen_fds(3)), told apart by what the kernel says they are.
 * The variables are taken out of the environment: what is started by us was given nothing.
 * @param isUdp whether a descriptor is a socket for datagrams
 */
export function takeGivenSockets(
  env: Env,
  pid: number,
  isUdp: (fd: number) => boolean = isUdp4,
): GivenSockets {
  const { LISTEN_PID: whose, LISTEN_FDS: count } = env
  for (const name of ['LISTEN_PID', 'LISTEN_FDS', 'LISTEN_FDNAMES']) delete env[name]
  const given: GivenSockets = { tcp: undefined, udp: undefined }
  if (whose !== String(pid) || count === undefined || !/^\d{1,4}$/.test(count)) return given
  for (let i = 0; i < Math.min(Number(count), mostDescriptors); i++) {
    const fd = firstDescriptor + i
    if (isUdp(fd)) given.udp ??= fd
    else given.tcp ??= fd
  }
  return given
}

/** Takes one, which is there no more then. */
export function takeSocket(given: GivenSockets, kind: keyof GivenSockets): number | undefined {
  const fd = given[kind]
  given[kind] = undefined
  return fd
}

/** Linux lists them by inode, in the tenth column (proc(5), /proc/net/udp). */
function isUdp4(fd: number): boolean {
  try {
    const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1]
    const rows = readFileSync('/proc/self/net/udp', 'utf8').split('\n')
    return inode !== undefined && rows.some((row) => row.trim().split(/\s+/)[9] === inode)
  } catch {
    return false
  }
}
