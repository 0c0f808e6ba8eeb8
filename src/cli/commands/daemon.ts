import { type DaemonConfig, readDaemonConfig } from '../config/daemon-options.ts'
import { flagLayer } from '../config/layers.ts'
import { daemonSettings } from '../config/settings.ts'
import { plainOutput } from '../face/output.ts'
import { type DaemonArguments, startInBackground } from '../own-daemon/background.ts'
import { untilSignal } from '../signals.ts'

/** Runs a room here until it is stopped, or with `--detach` starts one in the background. Gives the exit code. */
export async function daemon(
  argv: DaemonArguments & { readonly detach?: boolean | undefined },
): Promise<number> {
  if (argv.detach === true) {
    const started = await untilSignal((signal) => startInBackground(argv, signal))
    for (const line of started.lines) plainOutput.say(line)
    return 0
  }
  const flags = flagLayer(daemonSettings, argv, process.cwd())
  const read = async (): Promise<DaemonConfig> => await readDaemonConfig(flags, argv.config)
  const { runDaemon } = await import('../daemon/run.ts')
  return await runDaemon(read)
}
