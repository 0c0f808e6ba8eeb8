import { Bonjour } from 'bonjour-service'

/* Run in a host: publishes a service of this name by bonjour-service until it is ended. */

const name = process.argv[2] ?? ''
process.on('uncaughtException', () => undefined)
const bonjour = new Bonjour({}, () => undefined)
bonjour.publish({ name, type: 'irc', port: 16_667, host: `${name}.local` })
console.log('published')
