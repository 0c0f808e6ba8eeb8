import type { Settings } from './model.ts'

const yesNo = ['on', 'off'] as const

/** What `/set` takes for each setting. */
const values: Readonly<Record<keyof Settings, readonly string[] | 'words'>> = {
  theme: ['dark', 'light', 'mono'],
  time: ['off', 'short', 'seconds'],
  mouse: yesNo,
  bell: yesNo,
  notices: ['off', 'osc9', 'osc777', 'osc99'],
  typing: yesNo,
  names: yesNo,
  highlight: 'words',
}

export const usualSettings: Settings = {
  theme: 'dark',
  time: 'short',
  mouse: true,
  bell: true,
  notices: 'off',
  typing: true,
  names: true,
  highlight: [],
}

const isName = (name: string): name is keyof Settings => Object.hasOwn(values, name)

/** All settings, each as `/set` would have it. */
export function settingLines(settings: Settings): string[] {
  return Object.keys(values)
    .filter(isName)
    .map((name) => {
      const allowed = values[name]
      const is = settings[name]
      const shown = typeof is === 'boolean' ? (is ? 'on' : 'off') : typeof is === 'string' ? is : is.join(',')
      return `/set ${name} ${shown}${allowed === 'words' ? '   (words with commas between)' : `   (${allowed.join(', ')})`}`
    })
}

/** With this one changed; or what is wrong with it. */
export function withSetting(settings: Settings, name: string, value: string): Settings | string {
  if (!isName(name)) return `there is no setting ${name}; /set shows all`
  const allowed = values[name]
  if (allowed === 'words') return { ...settings, [name]: value.split(',').filter(Boolean) }
  if (!allowed.includes(value)) return `${name} is ${allowed.join(', ')}`
  return { ...settings, [name]: allowed === yesNo ? value === 'on' : value }
}
