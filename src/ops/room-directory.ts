import { join } from 'node:path'

/**
 * Where one room keeps its secrets: `<stateDir>/rooms/<name>`. Two names never share one, also where file systems
 * ignore case: small letters, digits, `-` and `_` stay, a capital is `+` and its small letter, every other byte `%xx`.
 * Throws on an empty name, and on one that no file system takes.
 */
export function roomDirectory(stateDir: string, room: string): string {
  const name = Buffer.from(room.normalize('NFC'), 'utf8')
  if (name.length === 0)
    throw new Error('A room needs a name: give one that has at least one visible character.')
  const safe = Array.from(name, safeByte).join('')
  if (safe.length > 255)
    throw new Error(`The room's name ${JSON.stringify(room)} is too long: 48 bytes are what is announced.`)
  return join(stateDir, 'rooms', safe)
}

function safeByte(byte: number): string {
  const letter = String.fromCharCode(byte)
  if (/[a-z0-9_-]/.test(letter)) return letter
  if (/[A-Z]/.test(letter)) return `+${letter.toLowerCase()}`
  return `%${byte.toString(16).padStart(2, '0')}`
}
