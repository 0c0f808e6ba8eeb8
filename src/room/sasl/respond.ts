import { toBase64 } from '../../protocol/base64.ts'
import { fold } from '../../protocol/casemap.ts'
import { saslprep } from '../../protocol/saslprep.ts'
import { accountOf, findAccount } from '../accounts.ts'
import type { Aside } from '../aside.ts'
import type { Awaited, Exchange } from './exchange.ts'
import { logIn } from './log-in.ts'
import { readPlain } from './plain.ts'
import { refuseLogin } from './refuse.ts'
import { type Challenge, challenge, proveClient, readClientFirst } from './scram.ts'

/** Takes a whole response of the client; gives what the exchange awaits next, if it goes on. */
export function respond(aside: Aside, exchange: Exchange, response: string): Awaited | undefined {
  switch (exchange.awaits) {
    case 'response':
      if (exchange.mechanism === 'PLAIN') tryPlain(aside, response)
      else tryExternal(aside, response)
      return undefined
    case 'client-first':
      return startScram(aside, response)
    case 'client-final':
      return finishScram(aside, exchange.challenge, response)
    case 'nothing':
      if (response === '') aside.around.enter(logIn(aside, exchange.account, exchange.mechanism))
      else refuseLogin(aside, exchange.mechanism, 'malformed')
      return undefined
  }
}

function tryPlain(aside: Aside, response: string): void {
  const mechanism = 'PLAIN'
  const read = readPlain(response)
  if (read === undefined) return refuseLogin(aside, mechanism, 'malformed')
  const known = findAccount(aside.room, read.account)
  const check = {
    account: fold(read.account),
    // What cannot be a password is none.
    password: saslprep(read.password) ?? '',
    verifier: known?.verifiers.scrypt,
  }
  const refusal = aside.around.hash({
    check,
    done: ({ result }, atMs) =>
      result === 'right' && known !== undefined
        ? { ...logIn(aside, known.name, mechanism), atMs }
        : (later) => refuseLogin(later, mechanism, result === 'right' ? 'wrong' : result, known?.name),
  })
  if (refusal !== undefined) refuseLogin(aside, mechanism, refusal, known?.name)
}

/** RFC 4422 appendix A: who it is has been proved by TLS; the response may say as whom to act. */
function tryExternal(aside: Aside, response: string): void {
  const mechanism = 'EXTERNAL'
  const account = accountOf(aside.room, aside.peer.tls?.certificate)
  if (account === undefined) return refuseLogin(aside, mechanism, 'certificate')
  if (response !== '' && fold(response) !== fold(account.name)) {
    return refuseLogin(aside, mechanism, 'certificate', account.name)
  }
  aside.around.enter(logIn(aside, account.name, mechanism))
}

function startScram(aside: Aside, response: string): Awaited | undefined {
  const mechanism = 'SCRAM-SHA-256'
  const first = readClientFirst(response)
  if (typeof first === 'string') return failScram(aside, first, 'malformed')
  const account = findAccount(aside.room, first.username)
  const refusal = aside.around.refuseTry(fold(first.username))
  if (refusal !== undefined) {
    refuseLogin(aside, mechanism, refusal, account?.name)
    return undefined
  }
  const asked = challenge(aside.around.hashes, first, account?.verifiers.scram)
  sendServer(aside, asked.serverFirst)
  return { awaits: 'client-final', mechanism, challenge: asked }
}

function finishScram(aside: Aside, asked: Challenge, response: string): Awaited | undefined {
  const mechanism = 'SCRAM-SHA-256'
  const name = fold(asked.first.username)
  const account = findAccount(aside.room, name)
  const refusal = aside.around.refuseTry(name)
  if (refusal !== undefined) {
    refuseLogin(aside, mechanism, refusal, account?.name)
    return undefined
  }
  const proof = proveClient(aside.around.hashes, asked, response)
  if (typeof proof === 'string') {
    if (proof !== 'invalid-proof') return failScram(aside, proof, 'malformed', account?.name)
    aside.around.countWrong(name)
    return failScram(aside, proof, 'wrong', account?.name)
  }
  sendServer(aside, proof.serverFinal)
  return { awaits: 'nothing', mechanism, account: account?.name ?? name }
}

/** A server-final-message that says why (RFC 5802 §7), and the numeric. */
function failScram(aside: Aside, error: string, why: 'malformed' | 'wrong', known?: string): undefined {
  sendServer(aside, `e=${error}`)
  refuseLogin(aside, 'SCRAM-SHA-256', why, known)
}

/** A message of the server in as many lines as it needs (sasl-3.1, "The AUTHENTICATE command"). */
function sendServer(aside: Aside, message: string): void {
  const { saslChunkBytes } = aside.room.facts.limits
  const text = toBase64(message)
  for (let at = 0; at < text.length; at += saslChunkBytes) {
    aside.send('AUTHENTICATE', text.slice(at, at + saslChunkBytes))
  }
  if (text.length % saslChunkBytes === 0) aside.send('AUTHENTICATE', '+')
}
