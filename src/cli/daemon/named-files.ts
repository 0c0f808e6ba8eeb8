import { readCertificate } from '../../ops/certificate-files.ts'
import { OperatorFileError } from '../../ops/operator-files.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'
import { Exit } from '../exit.ts'
import { readOperatorFiles } from './operations.ts'

/**
 * Reads every file that the options name, as a daemon would, and changes nothing.
 * @throws {Exit} usage, with what is wrong with the first that is
 */
export async function checkNamedFiles(options: DaemonOptions, nowMs: number): Promise<void> {
  const { tlsCert: certFile, tlsKey: keyFile } = options
  try {
    await readOperatorFiles(options)
    if (certFile !== undefined && keyFile !== undefined) await readCertificate({ certFile, keyFile, nowMs })
  } catch (error) {
    if (error instanceof OperatorFileError) throw new Exit('usage', error.message)
    throw error
  }
}
