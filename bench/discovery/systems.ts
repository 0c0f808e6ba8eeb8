import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startAvahi } from '../../test/netns/avahi.ts'
import type { Host } from '../../test/netns/hosts.ts'
import type { Look, Looking } from './found.ts'
import type { Place } from './networks.ts'

/** One way to find rooms: what runs on the hosts first, and the program that looks. */
export interface System {
  readonly name: string
  /** Starts what is needed, waits until it is there, and gives how the client looks. */
  start(place: Place): Promise<(what: Looking) => Promise<readonly Look[]>>
}

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const main = join(root, 'dist/cli/main.js')
const ours = (name: string): string => fileURLToPath(new URL(`${name}.js`, import.meta.url))
const nameOf = (index: number): string => `Room${index + 1}`

async function rooms({ servers }: Place): Promise<void> {
  await Promise.all(
    servers.map(async (host, i) => {
      const name = nameOf(i)
      await once(
        host.node(main, 'daemon', '--name', name, '--state-dir', host.stateOf(name)).child,
        'message',
      )
    }),
  )
}

async function lookBy(host: Host, command: readonly string[], what: Looking, env = {}): Promise<Look[]> {
  const { code, out, err } = await host.start([...command, JSON.stringify(what)], env).ended
  if (code !== 0) throw new Error(`${command.join(' ')}: ${err}`)
  return JSON.parse(out)
}

const lookByNode = async (host: Host, program: string, what: Looking): Promise<Look[]> =>
  await lookBy(host, [process.execPath, program], what)

export const systems: readonly System[] = [
  {
    name: 'earshot',
    async start(place) {
      await rooms(place)
      const { addresses, forget } = place
      const program = join(root, 'test/netns/finder.mjs')
      return (what) => lookByNode(place.client, program, { ...what, addresses, forget })
    },
  },
  {
    name: 'unbound 255.255.255.255',
    async start(place) {
      await rooms(place)
      return (what) => lookByNode(place.client, ours('by-broadcast'), what)
    },
  },
  {
    name: 'bonjour-service',
    async start(place) {
      const program = ours('publish-bonjour')
      await Promise.all(place.servers.map((host, i) => host.node(program, nameOf(i)).says('published')))
      return (what) => lookByNode(place.client, ours('by-bonjour'), what)
    },
  },
  {
    name: 'avahi-browse',
    async start({ client, servers }) {
      await Promise.all(
        servers.map(async (host, i) => {
          const avahi = await startAvahi(host, [`host-name=server${i}`])
          await avahi.publish(nameOf(i), '_irc._tcp', 16_667)
        }),
      )
      const { env } = await startAvahi(client, ['host-name=client'])
      return (what) => lookBy(client, [process.execPath, ours('by-avahi')], what, env)
    },
  },
]
