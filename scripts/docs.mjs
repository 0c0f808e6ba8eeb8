// @ts-check
import './node-version.mjs'

// npm run docs: writes the pages that are made from code; with --check, only says whether they are stale.
const { existsSync, mkdirSync, readFileSync, writeFileSync } = await import('node:fs')
const { ready, root } = await import('./ready.mjs')
const { bashCompletion, fishCompletion, zshCompletion } = await import('./completions.mjs')
const { commandsOf } = await import('./grammar.mjs')
const { manPage } = await import('./man-page.mjs')
const { configExample, configPage } = await import('./config-page.mjs')
const { logEventsPage } = await import('./log-events.mjs')
const { metricsPage } = await import('./metrics-page.mjs')
const { protocolPage } = await import('./protocol-page.mjs')
const { thirdParty, thirdPartyPage } = await import('./third-party.mjs')
await ready()
/** @param {string} file */
const built = async (file) => await import(new URL(`../dist/${file}`, import.meta.url).href)
const { exitCodes, exitMeanings } = await built('cli/exit.js')
const { grammar } = await built('cli/grammar.js')
const { readVersion } = await built('cli/version.js')
const { clientSettings } = await built('cli/config/client-settings.js')
const { variableOf } = await built('cli/config/setting.js')
const { daemonSettings } = await built('cli/config/settings.js')
const { serviceUnit, socketUnit, sysusers, tmpfiles } = await built('ops/units.js')
const { defaultPort } = await built('protocol/ports.js')
const { events } = await built('ops/events.js')
const { metricRows } = await built('cli/daemon/metrics/table.js')
const { caps } = await built('protocol/caps.js')
const { isupport } = await built('protocol/isupport.js')
const { defaultLimits, limitRows } = await built('protocol/limits.js')
const { channelModes } = await built('protocol/modes.js')
const { numerics } = await built('protocol/numerics.js')
const { longestTexts } = await built('room/longest-texts.js')
const { commands } = await built('room/commands/table.js')

const facts = { server: 'earshot.local', limits: defaultLimits }
const longest = longestTexts({ facts })
const tokens = isupport({ network: 'Office', boot: '0123abcd', limits: defaultLimits, longest })
const settings = { daemon: daemonSettings, client: clientSettings, variableOf }
const mark =
  'Made by "npm run docs" from src/ops/units.ts, for packages; "earshot service install" writes its own.'
const program = ['/usr/bin/earshot']
const socket = socketUnit({ mark, port: defaultPort, bind: undefined, discoveryPort: defaultPort })
const commandLine = commandsOf(grammar(async () => {}, undefined, 100))
const files = /** @type {const} */ ([
  ['/etc/earshot/config.toml', 'settings of this computer; see earshot config'],
  ['~/.config/earshot/config.toml', 'settings of a user'],
  [
    '~/.local/state/earshot',
    'what earshot keeps: identities, rooms that it knows, the log; /var/lib/earshot and /var/log/earshot for the service of the system',
  ],
])
const exits = Object.entries(exitCodes).map(
  ([name, code]) => /** @type {const} */ ([code, exitMeanings[name]]),
)
const pages = {
  'docs/configuration.md': configPage(settings),
  'docs/log-events.md': logEventsPage(events),
  'docs/third-party.md': thirdPartyPage(thirdParty(root)),
  'docs/metrics.md': metricsPage(metricRows),
  'docs/protocol.md': protocolPage({
    commands,
    caps,
    limits: limitRows,
    modes: channelModes,
    tokens,
    numerics,
  }),
  'share/config.toml': configExample(settings),
  'share/completions/earshot.bash': bashCompletion(commandLine),
  'share/completions/earshot.fish': fishCompletion(commandLine),
  'share/completions/_earshot': zshCompletion(commandLine),
  'share/man/earshot.1': manPage({ commands: commandLine, exits, version: readVersion(), files }),
  'share/systemd/system/earshot.service': serviceUnit({ scope: 'system', program, mark }),
  'share/systemd/user/earshot.service': serviceUnit({ scope: 'user', program, mark }),
  'share/systemd/system/earshot.socket': socket,
  'share/systemd/user/earshot.socket': socket,
  'share/sysusers.d/earshot.conf': sysusers(mark),
  'share/tmpfiles.d/earshot.conf': tmpfiles(mark),
}
for (const [name, page] of Object.entries(pages)) {
  const file = `${root}/${name}`
  const isFresh = existsSync(file) && readFileSync(file, 'utf8') === page
  if (!process.argv.includes('--check')) {
    mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true })
    writeFileSync(file, page)
  } else if (!isFresh) {
    console.log(`${name} is stale: npm run docs`)
    process.exitCode = 1
  }
}
