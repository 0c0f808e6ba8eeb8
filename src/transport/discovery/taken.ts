import { type OpenUdp, codeOf, openUdp } from './udp.ts'

/**
 * Whether another program has this UDP port for itself, so that no room of this computer can answer on it. Asked for by
 * the address of everybody, which takes nothing from a daemon that has the port (measured on Linux).
 */
export async function isPortTaken(port: number, open: OpenUdp = openUdp): Promise<boolean> {
  try {
    const socket = await open({
      address: '255.255.255.255',
      port,
      shared: true,
      broadcast: false,
      heard: () => undefined,
      failed: () => undefined,
    })
    socket.close()
    return false
  } catch (error) {
    return codeOf(error) === 'EADDRINUSE'
  }
}
