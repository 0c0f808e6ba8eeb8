import { execFile } from 'node:child_process'
import { chmodSync, copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freshDir } from './daemon-process.ts'

const run = promisify(execFile)

/** Files of certificates that openssl made. */
export class Authority {
  readonly dir = freshDir()
  readonly ca = join(this.dir, 'ca.pem')
  readonly cert = join(this.dir, 'cert.pem')
  readonly key = join(this.dir, 'key.pem')

  static async make(): Promise<Authority> {
    const authority = new Authority()
    const { ca, dir } = authority
    await run(
      'openssl',
      `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=Test-CA -keyout ${dir}/ca.key -out ${ca}`.split(
        ' ',
      ),
    )
    await authority.renew()
    return authority
  }

  /** Another certificate, for another key, at the same place. */
  async renew(): Promise<void> {
    const { dir, ca, cert, key } = this
    const names = join(dir, 'names')
    writeFileSync(names, 'subjectAltName=DNS:chat.example.org\n')
    await run(
      'openssl',
      `req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=chat.example.org -keyout ${dir}/new.key -out ${dir}/request`.split(
        ' ',
      ),
    )
    await run(
      'openssl',
      `x509 -req -in ${dir}/request -CA ${ca} -CAkey ${dir}/ca.key -CAcreateserial -days 1 -extfile ${names} -out ${dir}/new.pem`.split(
        ' ',
      ),
    )
    copyFileSync(`${dir}/new.pem`, cert)
    copyFileSync(`${dir}/new.key`, key)
    chmodSync(key, 0o600)
  }

  get options(): string[] {
    return [`--tls-cert=${this.cert}`, `--tls-key=${this.key}`]
  }
}
