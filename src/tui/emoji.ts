import { emojiNames } from './emoji-names.ts'

/** Words that people look for, and that the table has not. */
const also = {
  alarm: '⏰',
  bandage: '🩹',
  burger: '🍔',
  check: '✅',
  clock: '🕐',
  clown: '🤡',
  confetti: '🎊',
  cross: '❌',
  earth: '🌍',
  flag: '🚩',
  folded_hands: '🙏',
  fox: '🦊',
  game: '🎮',
  globe: '🌐',
  hot: '🥵',
  hug: '🤗',
  hundred: '💯',
  info: 'ℹ️',
  inbox: '📥',
  kiwi: '🥝',
  leaf: '🍃',
  lightning: '⚡',
  lol: '😂',
  mail: '📧',
  map: '🗺️',
  melting: '🫠',
  money: '💰',
  music: '🎵',
  nerd: '🤓',
  neutral: '😐',
  note: '📝',
  paint: '🎨',
  panda: '🐼',
  party: '🥳',
  pin: '📌',
  plane: '✈️',
  pumpkin: '🎃',
  sad: '😢',
  salute: '🫡',
  shush: '🤫',
  snow: '❄️',
  speech: '💬',
  starstruck: '🤩',
  stop: '🛑',
  sun: '☀️',
  tools: '🛠️',
  upside_down: '🙃',
  vomit: '🤮',
  wine: '🍷',
}

let known: ReadonlyMap<string, string> | undefined

/** Emoji by their short names; read at the first time. */
export function emojiByName(): ReadonlyMap<string, string> {
  known ??= new Map([...Object.entries(also), ...named()])
  return known
}

/** The emoji that a word names, with or without its colons; else the word. */
export function emojiOf(word: string): string {
  return emojiByName().get(word.replace(/^:/, '').replace(/:$/, '')) ?? word
}

function named(): [name: string, emoji: string][] {
  return emojiNames
    .trim()
    .split(/[,\n]/)
    .flatMap((row) => {
      const [emoji = '', ...names] = row.split(' ')
      return names.map((name): [string, string] => [name, emoji])
    })
}
