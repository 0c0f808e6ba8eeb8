// @ts-check
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { run, step } from './step.mjs'
import { dependencyPlaces } from './third-party.mjs'

/** Where the program is. */
const home = 'usr/lib/earshot'

/** What of share/ goes where: the units, who the daemon runs as, and what shells, man and firewalls look for. */
const shared = {
  'systemd/system/earshot.service': 'usr/lib/systemd/system/earshot.service',
  'systemd/system/earshot.socket': 'usr/lib/systemd/system/earshot.socket',
  'systemd/user/earshot.service': 'usr/lib/systemd/user/earshot.service',
  'systemd/user/earshot.socket': 'usr/lib/systemd/user/earshot.socket',
  'sysusers.d/earshot.conf': 'usr/lib/sysusers.d/earshot.conf',
  'tmpfiles.d/earshot.conf': 'usr/lib/tmpfiles.d/earshot.conf',
  'completions/earshot.bash': 'usr/share/bash-completion/completions/earshot',
  'completions/earshot.fish': 'usr/share/fish/vendor_completions.d/earshot.fish',
  'completions/_earshot': 'usr/share/zsh/vendor-completions/_earshot',
  'ufw/earshot': 'etc/ufw/applications.d/earshot',
  'firewalld/earshot.xml': 'usr/lib/firewalld/services/earshot.xml',
  'config.toml': 'etc/earshot/config.toml',
  'prometheus/earshot.rules.yml': 'usr/share/doc/earshot/examples/earshot.rules.yml',
  'logrotate/earshot': 'usr/share/doc/earshot/examples/logrotate',
}

/** An operator's: an upgrade asks before it changes one. */
const conffiles = ['/etc/earshot/config.toml', '/etc/ufw/applications.d/earshot']

/**
 * Makes `earshot_VERSION_all.deb`. The same sources give the same bytes.
 * @param {string} root a checkout that is built
 * @param {string} out a directory
 * @returns {Promise<string>} the file
 * @throws with what `dpkg-deb` said, or that there is none
 */
export async function buildDeb(root, out) {
  const { version, description, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const stage = mkdtempSync(join(tmpdir(), 'earshot-deb-'))
  const file = join(out, `earshot_${version}_all.deb`)
  try {
    await putProgram(root, join(stage, home))
    mkdirSync(join(stage, 'usr/bin'), { recursive: true })
    symlinkSync('../lib/earshot/dist/cli/main.js', join(stage, 'usr/bin/earshot'))
    for (const [from, to] of Object.entries(shared)) put(join(root, 'share', from), join(stage, to))
    putPacked(join(root, 'share/man/earshot.1'), join(stage, 'usr/share/man/man1/earshot.1.gz'))
    putPacked(join(root, 'CHANGELOG.md'), join(stage, 'usr/share/doc/earshot/changelog.gz'))
    put(join(root, 'README.md'), join(stage, 'usr/share/doc/earshot/README.md'))
    write(join(stage, 'usr/share/doc/earshot/copyright'), copyright(root))
    const node = engines.node.replace('>=', '')
    const control = { version, description, node, kilobytes: kilobytesIn(stage) }
    putControl(root, stage, control)
    chmodSync(stage, 0o755)
    process.env['SOURCE_DATE_EPOCH'] ??= await sourceDateEpoch(root)
    mkdirSync(out, { recursive: true })
    await step('packing', ['dpkg-deb', '--root-owner-group', '-Zxz', '-z3', '--build', stage, file], root)
    return file
  } finally {
    rmSync(stage, { recursive: true })
  }
}

/**
 * What `npm pack` would pack, and the packages that it needs, without what is there for who develops with those.
 * @param {string} root @param {string} to
 */
async function putProgram(root, to) {
  const { said } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], root)
  /** @type {[{ files: { path: string }[] }]} */
  const [packed] = JSON.parse(said.slice(said.indexOf('[')))
  for (const { path } of packed.files)
    if (!/^(?:LICENSE|.*\.md)$/.test(path)) put(join(root, path), join(to, path))
  for (const place of dependencyPlaces(root))
    cpSync(join(root, place), join(to, place), {
      recursive: true,
      filter: (path) => !forDevelopers.test(path),
    })
  for (const path of filesIn(to)) chmodSync(path, 0o644)
  chmodSync(join(to, 'dist/cli/main.js'), 0o755)
}

const forDevelopers = /\/(?:\.bin|test|tests|docs|benchmarks?|\.github)$|\.(?:d\.[cm]?ts|map|md)$/

/**
 * @param {string} root @param {string} stage
 * @param {{ version: string, description: string, node: string, kilobytes: number }} facts
 */
function putControl(root, stage, { version, description, node, kilobytes }) {
  const sums = filesIn(stage).map((path) => {
    const sum = createHash('md5').update(readFileSync(path)).digest('hex')
    return `${sum}  ${path.slice(stage.length + 1)}\n`
  })
  const control = [
    'Package: earshot',
    `Version: ${version}`,
    'Architecture: all',
    'Maintainer: the earshot authors <earshot@earshot.invalid>',
    `Installed-Size: ${kilobytes}`,
    `Depends: nodejs (>= ${node})`,
    'Recommends: systemd',
    'Section: net',
    'Priority: optional',
    `Description: ${description.replace(/\.$/, '').split(': ')[0]}`,
    ` ${description}`,
  ]
  const debian = join(stage, 'DEBIAN')
  write(join(debian, 'control'), `${control.join('\n')}\n`)
  write(join(debian, 'conffiles'), conffiles.map((path) => `${path}\n`).join(''))
  write(join(debian, 'md5sums'), sums.join(''))
  for (const name of ['postinst', 'prerm', 'postrm']) {
    put(join(root, 'scripts/debian', name), join(debian, name))
    chmodSync(join(debian, name), 0o755)
  }
}

/** @param {string} root Debian policy 12.5: whose it is, and under which licence, also of what is in it */
function copyright(root) {
  const ours = readFileSync(join(root, 'LICENSE'), 'utf8')
  return `${ours}\n${readFileSync(join(root, 'dist/third-party.txt'), 'utf8')}`
}

/** @param {string} from @param {string} to */
function put(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to)
  chmodSync(to, 0o644)
}

/** @param {string} from @param {string} to */
function putPacked(from, to) {
  write(to, gzipSync(readFileSync(from), { level: 9 }))
}

/** @param {string} to @param {string | Buffer} content */
function write(to, content) {
  mkdirSync(dirname(to), { recursive: true })
  writeFileSync(to, content)
  chmodSync(to, 0o644)
}

/** @param {string} dir @returns {string[]} */
function filesIn(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** @param {string} stage */
function kilobytesIn(stage) {
  return Math.ceil(filesIn(stage).reduce((sum, path) => sum + statSync(path).size, 0) / 1_024)
}

/**
 * Nothing in the package is newer than the last commit, so that it comes out the same again (reproducible-builds.org).
 * @param {string} root
 */
async function sourceDateEpoch(root) {
  const { code, said } = await run('git', ['log', '-1', '--format=%ct'], root)
  return code === 0 ? said.trim() : String(Math.floor(Date.now() / 1_000))
}
