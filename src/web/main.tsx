import { render } from 'preact'
import iconUnread from './icon-unread.svg'
import iconRead from './icon.svg'
import { insideNick, rememberedLogin, rememberedNick } from './memory.ts'
import { seen } from './page/buffers.ts'
import { titleOf } from './page/words.ts'
import { Store } from './store.ts'
import { App } from './view/app.tsx'
import { Visit } from './visit.ts'

/** Everything is wired together here: the page, what it shows, and the room. */

const place = document.querySelector('#app')
const icon = document.querySelector('link[rel=icon]')
const secondMs = 1_000

const store = new Store((page) => {
  const title = titleOf(page)
  if (document.title !== title) document.title = title
  const badge = page.buffers.some(({ unread }) => unread > 0) ? iconUnread : iconRead
  if (icon?.getAttribute('href') !== badge) icon?.setAttribute('href', badge)
  if (place !== null) render(<App page={page} visit={visit} nick={nick} />, place)
})
const visit = new Visit(store)
const nick = rememberedNick()

function look(): void {
  const isSeen = document.visibilityState === 'visible' && document.hasFocus()
  store.change((page) => seen({ ...page, isSeen }))
}

addEventListener('focus', look)
addEventListener('blur', look)
document.addEventListener('visibilitychange', look)
setInterval(() => store.change((page) => ({ ...page, now: Date.now() })), secondMs)
look()

const before = insideNick()
if (before !== undefined) void visit.enter({ nick: before, login: rememberedLogin() })
