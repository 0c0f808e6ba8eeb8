import type { Message } from '../protocol/message.ts'
import type { Model } from './model.ts'
import { type Step, step } from './step.ts'

/** 005 (Modern IRC, "RPL_ISUPPORT"): tokens between our nick and the text; `-NAME` takes one back. */
export function supported(model: Model, { params }: Message): Step {
  const isupport = new Map(model.isupport)
  for (const token of params.slice(1, -1)) {
    const [name = '', ...value] = token.split('=')
    if (name.startsWith('-')) isupport.delete(name.slice(1))
    else isupport.set(name, unescape(value.join('=')))
  }
  return step({ ...model, isupport })
}

/** `\xHH` in an ISUPPORT value is a byte of UTF-8. */
function unescape(value: string): string {
  const percent = value.replaceAll('%', '%25').replaceAll(/\\x([\dA-Fa-f]{2})/g, '%$1')
  try {
    return decodeURIComponent(percent)
  } catch {
    return value
  }
}
