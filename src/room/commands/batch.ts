import { has } from '../../protocol/caps.ts'
import { multilineType } from '../../protocol/multiline.ts'
import type { Aside } from '../aside.ts'
import { type BatchFault, batchFault, notOpen, openBatch, refuseBatch } from '../client-batch.ts'

/**
 * BATCH +reference draft/multiline target: IRCv3 client-batch, multiline. One is open at a time; its lines and its end
 * are the connection's (batch-step.ts), so that an end that comes here is of none.
 */
export function batch(aside: Aside): void {
  const { peer, params, message } = aside
  const [signed = '', , target = ''] = params
  const reference = signed.slice(1)
  if (!signed.startsWith('+')) return refuse(aside, notOpen())
  if (peer.batch?.isRefused === false) {
    return refuse(aside, batchFault('MULTILINE_INVALID', 'Another batch is open'))
  }
  peer.batch = openBatch(reference, target, message.tags)
  const refusal = whyNot(aside)
  if (refusal === undefined) return
  refuseBatch(peer.batch)
  refuse(aside, refusal)
}

function whyNot({ peer: { caps }, params }: Aside): BatchFault | undefined {
  const [signed = '', type = '', target = ''] = params
  const reference = signed.slice(1)
  if (!/^[A-Za-z0-9-]+$/.test(reference)) {
    return batchFault('INVALID_REFTAG', 'A reference is letters, digits and hyphens', reference)
  }
  if (type !== multilineType) return batchFault('UNKNOWN_TYPE', 'Unknown type of batch', reference, type)
  if (!has(caps, 'batch')) return batchFault('MULTILINE_INVALID', 'The capability batch is needed, too')
  if (target === '' || target.includes(',') || target.includes(' ')) {
    return batchFault('MULTILINE_INVALID', 'A multiline batch has one target')
  }
  return undefined
}

function refuse(aside: Aside, { verb, fail, context, text }: BatchFault): void {
  aside.send('FAIL', verb, fail, ...context, text)
}
