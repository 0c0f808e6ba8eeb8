import { Socket } from 'node:net'
import type { GivenSockets } from '../../../ops/given-sockets.ts'
import type { Inheritance } from '../../../actors/state.ts'
import { loadEntry } from '../../../room/entry-line.ts'
import { run } from '../../../room/run.ts'
import { Loading } from '../../../room/snapshot.ts'
import { Exit } from '../../exit.ts'
import { LineReader } from './line-reader.ts'
import { settleable } from './settleable.ts'
import {
  type FromHeir,
  type Go,
  type Hello,
  type Released,
  handoverFormat,
  handoverVariable,
  listenerFd,
  pipeFd,
  udpFd,
  splitWord,
} from './words.ts'

/** What a successor begins with. */
export interface Heritage extends Inheritance {
  readonly discoverySeq: number
}

/** What must be as it was, or it would be another room. */
interface Own {
  readonly id: string
  readonly accounts: string | undefined
}

/** The process before, as its successor holds it. */
export class Predecessor {
  readonly sockets: GivenSockets
  readonly #socket: Socket
  readonly #hello = settleable<Hello>()
  readonly #heritage = settleable<Heritage>()
  readonly #released = settleable<void>()
  #loading: Loading | undefined
  #isOver = false
  #isMinded = false
  #orphaned = (): void => {}

  /** @param sockets what it gave to this process */
  constructor(socket: Socket, sockets: GivenSockets) {
    this.#socket = socket
    this.sockets = sockets
    const reader = new LineReader((line) => this.#hear(...splitWord(line)))
    socket.on('data', (chunk: Buffer) => {
      try {
        reader.push(chunk)
      } catch (error) {
        this.#fail(error)
      }
    })
    // It has ended: before `go` that is the end here too, after it all is ours.
    socket.on('error', () => {})
    socket.on('close', () => this.#fail(new Exit('failure', 'The daemon that restarts has ended.')))
  }

  /** @throws {Exit} where the other one says what this version does not understand */
  hello(): Promise<Hello> {
    return this.#hello.promise
  }

  /** All is read and checked: the room may come. Resolves with it when nothing happens in it any more. @throws {Error} */
  heritage(hello: Hello, own: Own): Promise<Heritage> {
    if (hello.id !== own.id)
      throw new Exit('usage', 'The name of the room is another now. Stop it and start it.')
    if (hello.accounts !== own.accounts)
      throw new Exit('usage', 'The file of accounts is another now. Stop the daemon and start it.')
    this.#loading = new Loading(hello.facts)
    this.#say('ready')
    return this.#heritage.promise
  }

  /** Called when the room is ours and the one before, which stayed for whoever started it, is gone. */
  whenOrphaned(orphaned: () => void): void {
    this.#orphaned = orphaned
  }

  /** The room is open here. Resolves when the one before has let go of its files, or is gone. */
  open(version: string): Promise<void> {
    this.#say('open', version)
    return this.#released.promise
  }

  /** Nothing comes of it, and why: a sentence for who asked. */
  failed(error: unknown): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#say('failed', error instanceof Error ? error.message : String(error))
  }

  /** Nothing is missing here any more: the one before may end. */
  settled(): void {
    this.#say('settled')
    if (!this.#isMinded) this.#socket.destroySoon()
  }

  /** After what was said last. */
  close(): void {
    this.#isOver = true
    this.#orphaned = () => {}
    this.#socket.destroySoon()
  }

  #say(word: FromHeir, of?: string): void {
    this.#socket.write(of === undefined ? `${word}\n` : `${word} ${JSON.stringify(of)}\n`)
  }

  #hear(word: string, json: string): void {
    switch (word) {
      case 'hello':
        return this.#hello.resolve(greeted(JSON.parse(json)))
      case 'room':
        return this.#loading?.take(json)
      case 'entry':
        return void (this.#loading !== undefined && run(this.#loading.room, loadEntry(json)))
      case 'caught-up':
        return this.#say('loaded')
      case 'go':
        return this.#go(JSON.parse(json))
      case 'released':
        return this.#release(JSON.parse(json))
      default:
        throw new Error(`the daemon that restarts says "${word}", which this version does not understand`)
    }
  }

  #go(go: Go): void {
    const room = this.#loading?.room
    if (room === undefined) throw new Error('the daemon that restarts has no room')
    run(room, { type: 'takeover', by: 0, atMs: Date.now() })
    this.#heritage.resolve({ ...go, room })
  }

  #release({ isMinded }: Released): void {
    this.#isOver = true
    this.#isMinded = isMinded
    this.#released.resolve()
    if (isMinded) this.#socket.once('close', () => this.#orphaned())
  }

  #fail(error: unknown): void {
    this.#isOver = true
    this.#hello.reject(error)
    this.#heritage.reject(error)
    this.#released.resolve()
    this.#socket.destroy()
  }
}

function greeted(hello: Hello): Hello {
  if (hello.format === handoverFormat) return hello
  throw new Exit(
    'failure',
    `Version ${hello.version} hands over in another way than this version. Stop the daemon and start it.`,
  )
}

/** The process before, where there is one; its descriptors are no one else's then. */
export function openPredecessor(env: NodeJS.ProcessEnv): Predecessor | undefined {
  const given = env[handoverVariable]
  if (given === undefined) return undefined
  delete env[handoverVariable]
  const sockets = { tcp: listenerFd, udp: given === 'tcp,udp' ? udpFd : undefined }
  return new Predecessor(new Socket({ fd: pipeFd, readable: true, writable: true }), sockets)
}
