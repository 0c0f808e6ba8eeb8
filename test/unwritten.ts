/** What holds of a daemon's settings where nothing is written, but for its place and its name; and no mDNS. */
export const unwritten = {
  control: '',
  requireTls: false,
  logLevel: 'info',
  logSize: 20_000_000,
  logFiles: 10,
  mdns: false,
} as const
