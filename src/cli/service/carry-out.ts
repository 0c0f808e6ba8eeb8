import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { plainText } from '../../client/safe-text.ts'
import { Exit, exitCodes } from '../exit.ts'
import { type Step, mark } from './plan.ts'

/** Says what is done to the computer. */
export type Say = (line: string) => void

/** What a dry run says: every file as it would be, and every command. */
export function describe(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => {
    switch (step.do) {
      case 'write':
        return [`--- ${step.path}`, ...step.text.trimEnd().split('\n'), '']
      case 'remove':
        return [`remove ${step.path}`]
      case 'run':
        return [`run ${step.command.join(' ')}`]
    }
  })
}

/**
 * Does all of it, in order, and says each. Files that are not ours are looked for first of all, so that nothing is done then.
 * @throws {Exit} failure, at the first that fails, with what to do
 */
export function carryOut(steps: readonly Step[], say: Say): void {
  for (const step of steps) if (step.do !== 'run') refuseForeign(step.path)
  for (const step of steps) {
    if (step.do === 'run') runWell(step.command, say)
    else change(step, say)
  }
}

/** Runs a command whose words go to who asked. Gives its exit code. @throws {Exit} failure, where it is not there */
export function run([program, ...args]: readonly [string, ...string[]], say: Say): number {
  say(`run ${[program, ...args].join(' ')}`)
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' })
  if (error !== undefined) throw new Exit('failure', `${program} cannot be run: ${error.message}`)
  return status ?? exitCodes.failure
}

/** @throws {Exit} failure, where it fails */
export function runWell(command: readonly [string, ...string[]], say: Say): void {
  const code = run(command, say)
  if (code !== 0)
    throw new Exit(
      'failure',
      `${command[0]} ended with ${code}.`,
      'what became of it:   earshot service status',
    )
}

function change(step: Exclude<Step, { do: 'run' }>, say: Say): void {
  try {
    if (step.do === 'remove') rmSync(step.path, { force: true })
    else {
      mkdirSync(dirname(step.path), { recursive: true })
      writeFileSync(step.path, step.text, { mode: 0o644 })
    }
    say(`${step.do === 'remove' ? 'removed' : 'wrote'} ${step.path}`)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Exit(
      'failure',
      `${plainText(step.path)} cannot be ${step.do === 'remove' ? 'removed' : 'written'} (${why}).`,
      'for the system:   sudo earshot service install --system',
      'for yourself:     earshot service install --user',
    )
  }
}

function refuseForeign(path: string): void {
  const text = textOf(path)
  if (text === undefined || text.includes(mark)) return
  throw new Exit(
    'failure',
    `${plainText(path)} is not one that "earshot service install" wrote, so it is left alone.`,
    `look at it, and put it elsewhere:   mv ${plainText(path)} ${plainText(path)}.old`,
  )
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
