import { sharedFile } from '../shared-file.ts'
import { Exit } from '../exit.ts'
import { plainOutput } from '../face/output.ts'

/** The shells that there is a completion for, with the file in `share/completions`. */
const files = { bash: 'earshot.bash', zsh: '_earshot', fish: 'earshot.fish' } as const

export interface CompletionArguments {
  readonly shell: string | undefined
}

/** Prints what makes a shell complete earshot's words. @throws {Exit} usage */
export function completion({ shell }: CompletionArguments): void {
  if (shell !== 'bash' && shell !== 'zsh' && shell !== 'fish')
    throw new Exit('usage', 'earshot completion: say bash, zsh or fish.', 'earshot completion --help')
  plainOutput.say(sharedFile(`completions/${files[shell]}`).trimEnd())
}
