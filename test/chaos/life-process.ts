import { begin } from './life.ts'

/*
 * A life of a daemon as a process of its own, to be killed: `life-process.ts KEEPS BOOT PORT`. It tells its port, and
 * how many messages it took when it is sent anything; it ends with who started it.
 */
const [keeps, boot = '', port] = process.argv.slice(2)
const life = await begin({ keeps: Number(keeps), boot, port: Number(port) })
process.on('disconnect', () => process.exit(99))
process.on('message', () => process.send?.({ messages: life.messages }))
process.send?.({ port: life.port })
