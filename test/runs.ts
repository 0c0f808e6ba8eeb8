/** How often a property runs: `usual`, and a hundred times that in `npm run proof`. */
export function runs(usual: number): number {
  return process.env['EARSHOT_PROOF'] === undefined ? usual : usual * 100
}
