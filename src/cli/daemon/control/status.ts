import { pageAddresses } from '../page-address.ts'
import { shownFingerprint } from '../tls.ts'
import { verb } from './verb.ts'

/** What is left out is not known yet. */
export const status = verb({
  means: 'what the daemon says of itself',
  takes: {},
  isLook: true,
  run: (life) => {
    const { files, port, given } = life
    const { options, version, log } = given
    return {
      room: options.name,
      state: life.state,
      id: files?.identity.id,
      pid: process.pid,
      version,
      uptimeMs: life.uptimeMs,
      port,
      page: port === undefined ? undefined : pageAddresses(options, port),
      ...life.running?.census(),
      discovery: life.countDiscovery?.(),
      rssBytes: process.memoryUsage.rss(),
      logFile: log.file,
      warnings: log.memory.warnings,
      certificate: files === undefined ? undefined : shownFingerprint(files.tls.certificate()),
      operatorToken: files?.operations.token.path,
    }
  },
})
