import { rule } from './rule.ts'
import { verb } from './verb.ts'

export const lockdown = verb({
  means: 'lets nobody new in who has no account, until it is off',
  takes: { to: { kind: ['on', 'off'], means: 'on or off' } },
  run: async (life, { to }) => {
    await rule(life, { do: 'lock-down', isOn: to === 'on' })
    return { lockdown: to }
  },
})
