import { typists } from '../../client/talk/typing.ts'
import { fold } from '../../protocol/casemap.ts'
import { type Buffer, type Tui, currentOf } from '../model.ts'
import { hintOf } from './hints.ts'
import { type Row, type Span, type Style, fitted, make, widthOfRow } from './cells.ts'

const bar: Style = { role: 'bar' }
const hot: Style = { role: 'barHot' }
const pale: Style = { role: 'barDim' }
const alarm: Style = { role: 'barAlarm' }

/** A lag that is worth a colour, ms. */
const slowMs = 300
const verySlowMs = 2_000

/** The bar above the log: where we are, and what that is about. */
export function topicBar(tui: Tui): Row {
  const { name, key } = currentOf(tui)
  const channel = tui.room.channels.get(key)
  const network = tui.room.isupport.get('NETWORK') ?? ''
  const topic = channel?.topic ?? ''
  const spans = [
    make(` ${name}`, { ...bar, bold: true }),
    ...(network === '' ? [] : [make(` of ${network}`, pale)]),
    ...(topic === '' ? [] : [make(`  ${topic}`, bar)]),
  ]
  return fitted(spans, tui.size.columns, bar)
}

/** The bar below the log: the network, the buffers, who types, what is new below, how slow it is. */
export function statusBar(tui: Tui): Row {
  const buffer = currentOf(tui)
  const right = [...below(buffer), ...lagOf(tui)]
  const width = Math.max(0, tui.size.columns - widthOfRow(right))
  const left = hintOf(tui) ?? [...stateOf(tui), ...buffersOf(tui), ...typers(tui, buffer)]
  return [...fitted(left, width, bar), ...right]
}

function stateOf(tui: Tui): Row {
  const { network, room, now } = tui
  if (network.is === 'away') {
    const seconds = Math.max(0, Math.ceil(((network.retryAt ?? now) - now) / 1_000))
    const when = network.retryAt === undefined ? 'trying' : `retry in ${seconds} s (Enter: now)`
    return [make(` offline - ${when} `, alarm)]
  }
  const { key, name } = currentOf(tui)
  const channel = room.channels.get(key)
  const people = channel === undefined ? '' : ` ${channel.members.size}`
  const away = [...(channel?.members.values() ?? [])].some(
    ({ nick, away }) => away && fold(nick) === fold(room.nick),
  )
  return [
    make(` ${room.nick}${away ? ' (away)' : ''}`, { ...bar, bold: true }),
    make(` ${name}${people === '' ? '' : ` ·${people}`} `, pale),
  ]
}

function buffersOf({ buffers, current }: Tui): Row {
  if (buffers.length < 2) return []
  return buffers.flatMap(({ key, name, unread, mentions }, i): Span[] => {
    const count = unread > 0 ? `(${unread})` : ''
    const style = key === current ? { ...bar, bold: true } : mentions > 0 ? hot : unread > 0 ? bar : pale
    return [make(` ${i + 1}:${name}${count}`, style)]
  })
}

function typers({ now }: Tui, { typing }: Buffer): Row {
  const nicks = typists(typing, now)
  if (nicks.length === 0) return []
  const who = nicks.length > 3 ? 'several people' : nicks.join(', ')
  return [make(`  ${who} ${nicks.length === 1 ? 'is' : 'are'} typing…`, pale)]
}

function below({ scroll, unread }: Buffer): Row {
  if (scroll.at === 'end') return []
  return [make(unread > 0 ? ` ↓ ${unread} new - End to follow ` : ' ↓ End to follow ', hot)]
}

function lagOf({ room, network, now }: Tui): Row {
  if (network.is === 'away' || room.lagMs === undefined) return []
  const waited = room.lagAskedAt === undefined ? 0 : now - room.lagAskedAt
  const ms = Math.max(room.lagMs, waited > slowMs ? waited : 0)
  const text = ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`
  return [make(` ${text} `, ms >= verySlowMs ? alarm : ms >= slowMs ? hot : pale)]
}
