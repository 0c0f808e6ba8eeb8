/** What holds of a daemon's settings where nothing is written, but for its place and its name. */
export const unwritten = { requireTls: false, logLevel: 'info', logSize: 20_000_000, logFiles: 10 } as const
