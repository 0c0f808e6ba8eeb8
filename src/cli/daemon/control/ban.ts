import { rule } from './rule.ts'
import { channel, verb } from './verb.ts'

const mask = { kind: 'text', means: 'nick!user@host with * and ?, an address, or a nick' } as const

export const ban = verb({
  means: 'keeps whoever matches out of the room, or of a channel; who is here goes',
  takes: { mask, channel },
  run: (life, { mask, channel }) => rule(life, { do: 'ban', add: true, mask, channel }),
})

export const unban = verb({
  means: 'takes a ban back',
  takes: { mask, channel },
  run: (life, { mask, channel }) => rule(life, { do: 'ban', add: false, mask, channel }),
})

export const bans = verb({
  means: 'the bans of the room',
  takes: {},
  run: (life) => ({ bans: [...(life.running?.bans() ?? [])] }),
})
