import type { PasswordLogin } from './visit.ts'

/** What the browser keeps for us, where it keeps anything. */

const nickKey = 'earshot.nick'
const insideKey = 'earshot.inside'
const loginKey = 'earshot.login'

/** The nick of last time, or one for a guest. */
export function rememberedNick(): string {
  return read(localStorageOrNone(), nickKey) ?? `guest-${threeLetters()}`
}

/** This tab is inside under this nick: loading it again comes back at once. Without a nick: it left. */
export function rememberInside(nick: string | undefined): void {
  if (nick !== undefined) write(localStorageOrNone(), nickKey, nick)
  write(sessionStorageOrNone(), insideKey, nick ?? '')
}

/** The nick under which this tab was inside when it was loaded again. */
export function insideNick(): string | undefined {
  return read(sessionStorageOrNone(), insideKey)
}

/** The login of which somebody asked that it be kept here. */
export function rememberedLogin(): PasswordLogin | undefined {
  const [account, password] = read(localStorageOrNone(), loginKey)?.split('\n') ?? []
  return account === undefined || password === undefined ? undefined : { account, password }
}

/** Keeps it, or nothing any more. Neither name nor password has a line feed: they were typed into one line. */
export function rememberLogin(login: PasswordLogin | undefined): void {
  write(localStorageOrNone(), loginKey, login === undefined ? '' : `${login.account}\n${login.password}`)
}

const letters = 'abcdefghijkmnpqrstuvwxyz'

function threeLetters(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(3)), (byte) =>
    letters.charAt(byte % letters.length),
  ).join('')
}

// Even to ask for a storage throws where somebody forbids it.
function localStorageOrNone(): Storage | undefined {
  return trying(() => localStorage)
}

function sessionStorageOrNone(): Storage | undefined {
  return trying(() => sessionStorage)
}

function read(storage: Storage | undefined, key: string): string | undefined {
  return trying(() => storage?.getItem(key)) || undefined
}

function write(storage: Storage | undefined, key: string, value: string): void {
  trying(() => storage?.setItem(key, value))
}

function trying<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
