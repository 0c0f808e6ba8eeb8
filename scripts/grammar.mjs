// @ts-check
import yargs from 'yargs'

/**
 * @typedef {{ names: string[], describe: string, takes: 'nothing' | 'value', choices: string[], usual: string }} Option
 *   names: the long one first, then a letter; usual: what holds where it is not given
 * @typedef {{ words: string, usage: string, describe: string, options: Option[], commands: Command[], values: string[] }} Command
 *   words: as they are typed; usage: with what may follow; values: words that may stand where something follows
 */

/**
 * The command line as data, for pages and completions: asked of yargs itself, by the ways that its own help goes, so that
 * nothing is written twice.
 * @param {any} grammar an instance with all commands
 * @returns {Command[]}
 */
export function commandsOf(grammar) {
  return under(grammar, '')
}

/** @param {any} instance @param {string} before @returns {Command[]} */
function under(instance, before) {
  const handlers = instance.getInternalMethods().getCommandInstance().getCommandHandlers()
  return Object.entries(handlers).map(([name, { original, description, builder }]) => {
    const words = `${before}${name}`
    const inner = yargs()
    builder(inner)
    return {
      words,
      usage: `${before}${original}`,
      describe: description,
      options: optionsOf(inner),
      commands: under(inner, `${words} `),
      values: valuesOf(inner),
    }
  })
}

/** @param {any} inner @returns {string[]} */
function valuesOf(inner) {
  const { choices } = inner.getOptions()
  return (inner.getGroups()['Positionals:'] ?? []).flatMap(
    (/** @type {string} */ name) => choices[name] ?? [],
  )
}

/** Positional words are options to yargs, too; they stand in the usage. @param {any} inner @returns {Option[]} */
function optionsOf(inner) {
  const options = inner.getOptions()
  const describes = inner.getInternalMethods().getUsageInstance().getDescriptions()
  const positionals = new Set(inner.getGroups()['Positionals:'] ?? [])
  const aliases = new Set(Object.values(options.alias).flat())
  return Object.keys(options.key)
    .filter((name) => !positionals.has(name) && !aliases.has(name) && !['help', 'version'].includes(name))
    .map((name) => ({
      names: [name, ...(options.alias[name] ?? []).filter((/** @type {string} */ one) => one.length === 1)],
      describe: String(describes[name] ?? '').replace(/^__yargsString__:/, ''),
      takes: options.boolean.includes(name) ? 'nothing' : 'value',
      choices: (options.choices[name] ?? []).map(String),
      usual: usualOf(options, name),
    }))
}

/** @param {any} options @param {string} name */
function usualOf({ defaultDescription, default: defaults, boolean }, name) {
  const said = defaultDescription[name] ?? defaults[name]
  return said === undefined || (boolean.includes(name) && String(said) !== 'true') ? '' : String(said)
}
