// @ts-check
// Imported first by every script. This file and those that import it keep to old syntax, so that an old Node gets
// as far as the sentence below.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    'earshot needs Node 20.19 or newer, and this is ' +
      process.versions.node +
      '. Get one from https://nodejs.org\n',
  )
  process.exit(1)
}
