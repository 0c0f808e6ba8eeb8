// @ts-check

/** @typedef {import('./grammar.mjs').Command} Command @typedef {import('./grammar.mjs').Option} Option */

const mark = 'Made by "npm run docs" from the grammar of the command line.'

/** @param {Command[]} commands @returns {Command[]} */
const flat = (commands) => commands.flatMap((one) => [one, ...flat(one.commands)])

/** The words of an option: with --no- where it is on by itself. @param {Option} option */
const longWords = ({ names, takes, usual }) => [
  `--${names[0]}`,
  ...(takes === 'nothing' && usual === 'true' ? [`--no-${names[0]}`] : []),
]

/** @param {Option} option */
const words = (option) => [...longWords(option), ...option.names.slice(1).map((letter) => `-${letter}`)]

/** Whether a value is a file or a directory. @param {Option} option */
const isPath = ({ names: [name = ''] }) => /(?:^|-)(?:file|dir|config|cert|key|motd|accounts)$/.test(name)

/** What may follow a command's words. @param {Command} command */
const followers = ({ words: said, commands, values }) => [
  ...commands.map((one) => one.words.slice(said.length + 1)),
  ...values,
]

/** The options of `earshot` alone are those of join. @param {Command[]} commands */
const withTop = (commands) => {
  const join = commands.find((one) => one.words === 'join')
  const top = { words: '', usage: '', describe: '', options: join?.options ?? [], commands, values: [] }
  return [top, ...flat(commands)]
}

/** @param {Command} command */
const nextWords = (command) =>
  command.words === '' ? command.commands.map((one) => one.words) : followers(command)

/** @param {Command[]} commands */
export function bashCompletion(commands) {
  const all = withTop(commands)
  const parents = flat(commands).filter((one) => one.commands.length > 0)
  const values = new Map(all.flatMap((one) => one.options).map((option) => [option.names[0], option]))
  const valued = Array.from(values.values()).filter(({ takes }) => takes === 'value')
  const chosen = valued.filter(({ choices }) => choices.length > 0)
  return `# bash completion for earshot. ${mark}

_earshot() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} command='' skip='' word options words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$skip" ]; then skip=''; continue; fi
    case $word in
      ${valued.flatMap(words).join('|')}) skip=yes; continue ;;
      -*) continue ;;
    esac
    case $command in
      '') command=$word ;;
${parents.map(({ words: said }) => `      ${said}) command="${said} $word" ;;`).join('\n')}
    esac
  done
  case $before in
${chosen.map((option) => `    ${words(option).join('|')}) COMPREPLY=($(compgen -W '${option.choices.join(' ')}' -- "$current")); return ;;`).join('\n')}
    ${valued.filter(isPath).flatMap(words).join('|')}) COMPREPLY=($(compgen -f -- "$current")); return ;;
    ${valued
      .filter((one) => !isPath(one) && one.choices.length === 0)
      .flatMap(words)
      .join('|')}) COMPREPLY=(); return ;;
  esac
  case $command in
${all.map((one) => `    '${one.words}') words='${nextWords(one).join(' ')}' options='${one.options.flatMap(words).join(' ')} --help' ;;`).join('\n')}
    *) words='' options='--help' ;;
  esac
  case $current in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -F _earshot earshot
`
}

/** Within single quotes of a shell. @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`

/** Of _describe and _arguments, where a colon ends the word. @param {string} word @param {string} describe */
const zshItem = (word, describe) => quoted(`${word}:${describe.replaceAll(':', '\\:')}`)

/** @param {Command[]} commands */
export function zshCompletion(commands) {
  const all = withTop(commands)
  const parents = flat(commands).filter((one) => one.commands.length > 0)
  const valued = Array.from(
    new Map(all.flatMap((one) => one.options).map((option) => [option.names[0], option])).values(),
  ).filter(({ takes }) => takes === 'value')
  const named = valued.filter((one) => isPath(one) && one.choices.length === 0)
  return `#compdef earshot
# zsh completion for earshot. ${mark}

_earshot() {
  local command='' skip='' word
  local -a following options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $skip ]]; then skip=''; continue; fi
    case $word in
      ${valued.flatMap(words).join('|')}) skip=yes; continue ;;
      -*) continue ;;
    esac
    case $command in
      '') command=$word ;;
${parents.map(({ words: said }) => `      ${said}) command="${said} $word" ;;`).join('\n')}
    esac
  done
  case $words[CURRENT-1] in
${valued
  .filter(({ choices }) => choices.length > 0)
  .map((option) => `    ${words(option).join('|')}) compadd -- ${option.choices.join(' ')}; return ;;`)
  .join('\n')}
    ${named.flatMap(words).join('|')}) _files; return ;;
    ${valued
      .filter((one) => !isPath(one) && one.choices.length === 0)
      .flatMap(words)
      .join('|')}) return ;;
  esac
  options=(${zshItem('--help', 'show help')})
  case $command in
${all.map(zshCase).join('\n')}
  esac
  if [[ $words[CURRENT] == -* ]]; then _describe -o option options
  else _describe command following
  fi
}
if [[ \${funcstack[1]} == _earshot ]]; then _earshot "$@"
else compdef _earshot earshot
fi
`
}

/** @param {Command} command */
function zshCase(command) {
  const following = [
    ...command.commands.map((one) =>
      zshItem(command.words === '' ? one.words : one.words.slice(command.words.length + 1), one.describe),
    ),
    ...command.values.map(quoted),
  ]
  const options = command.options.flatMap((option) =>
    words(option).map((word) => zshItem(word, option.describe)),
  )
  return `    ${quoted(command.words)})
      following=(${following.join(' ')})
      options+=(${options.join(' ')}) ;;`
}

/** @param {Command[]} commands */
export function fishCompletion(commands) {
  const [top, ...named] = withTop(commands)
  const before = '__fish_use_subcommand'
  const lines = [
    `# fish completion for earshot. ${mark}`,
    'complete -c earshot -f',
    ...commands.map((one) => `complete -c earshot -n ${before} -a ${one.words} -d ${quoted(one.describe)}`),
    ...(top?.options ?? []).map((option) => fishOption(before, option)),
  ]
  for (const command of named) {
    const [first = '', second] = command.words.split(' ')
    const inner = followers(command).join(' ')
    const condition =
      second === undefined
        ? `__fish_seen_subcommand_from ${first}`
        : `__fish_seen_subcommand_from ${first}; and __fish_seen_subcommand_from ${second}`
    for (const one of command.commands) {
      const word = one.words.slice(command.words.length + 1)
      const none = `${condition}; and not __fish_seen_subcommand_from ${inner}`
      lines.push(`complete -c earshot -n ${quoted(none)} -a ${word} -d ${quoted(one.describe)}`)
    }
    if (command.values.length > 0)
      lines.push(`complete -c earshot -n ${quoted(condition)} -a ${quoted(command.values.join(' '))}`)
    for (const option of command.options) lines.push(fishOption(quoted(condition), option))
  }
  return `${lines.join('\n')}\n`
}

/** @param {string} condition @param {Option} option */
function fishOption(condition, option) {
  const { names, describe, takes, choices } = option
  const letters = names.slice(1).map((letter) => ` -s ${letter}`)
  const value =
    takes === 'nothing'
      ? ''
      : choices.length > 0
        ? ` -x -a ${quoted(choices.join(' '))}`
        : isPath(option)
          ? ' -r -F'
          : ' -x'
  return longWords(option)
    .map((word, i) => {
      const letter = i === 0 ? letters.join('') : ''
      return `complete -c earshot -n ${condition} -l ${word.slice(2)}${letter}${value} -d ${quoted(describe)}`
    })
    .join('\n')
}
