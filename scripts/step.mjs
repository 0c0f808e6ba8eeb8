// @ts-check
import { spawn } from 'node:child_process'

/**
 * Runs a program, which says nothing unless it fails; then what it said is in the error. What is being done goes to
 * stderr, with the seconds when that is a terminal.
 * @param {string} doing as in "installing the packages"
 * @param {readonly [string, ...string[]]} command
 * @param {string} cwd
 * @returns {Promise<void>}
 */
export async function step(doing, [program, ...args], cwd) {
  const { isTTY } = process.stderr
  const started = performance.now()
  /** @param {string} end */
  const say = (end) => {
    const seconds = Math.round((performance.now() - started) / 1000)
    process.stderr.write(
      `${isTTY ? '\r\u001b[K' : ''}earshot: ${doing}${isTTY ? ` … ${seconds} s` : ''}${end}`,
    )
  }
  say(isTTY ? '' : '\n')
  const ticker = isTTY ? setInterval(say, 1000, '') : undefined
  try {
    const { code, said } = await run(program, args, cwd)
    if (code !== 0) throw new Error(`${doing} failed (${code}):\n${said.trim()}`)
  } finally {
    clearInterval(ticker)
    if (isTTY) say('\n')
  }
}

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number | string, said: string }>} its exit code, or the signal that ended it or why it
 *   could not be started; and everything that it wrote
 */
export function run(program, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const hear = (/** @type {string} */ text) => {
      said += text
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.once('error', (err) => resolve({ code: 'not started', said: err.message }))
    child.once('close', (code, signal) => resolve({ code: code ?? signal ?? 'ended', said }))
  })
}
