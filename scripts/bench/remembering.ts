import type { IncomingMessage, RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import type { LocalGitHub } from '../../__tests__/local-github/server.ts'

interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

const passedOn = ['accept', 'authorization', 'content-type', 'user-agent', 'x-github-api-version']

/**
 * Asks the local GitHub what was not asked before, and answers everything else from memory. So what the local GitHub
 * checks takes no time that is measured, and a create or a delete can be made any number of times.
 */
export function remembering(github: LocalGitHub, delay: number): RequestListener {
  const answers = new Map<string, Answer>()

  return async (incoming, response) => {
    const sent = await text(incoming)
    const asked = `${incoming.method} ${incoming.url}`
    const answer = answers.get(asked) ?? (await ask(github, incoming, sent))
    answers.set(asked, answer)
    if (delay > 0) await setTimeout(delay)
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }
}

async function ask(
  github: LocalGitHub,
  { method = '', url: path, headers }: IncomingMessage,
  sent: string
): Promise<Answer> {
  const given = passedOn.flatMap(name => (headers[name] === undefined ? [] : [[name, String(headers[name])]]))
  const answer = await fetch(github.url + path, {
    method,
    headers: Object.fromEntries(given),
    ...(sent !== '' && { body: sent })
  })
  const body = await answer.text()
  // A request that the description refuses is not worth measuring.
  if (github.violations.length > 0) return { status: 500, headers: {}, body: github.violations.join('\n') }
  const { connection, 'keep-alive': _, ...kept } = Object.fromEntries(answer.headers)
  return { status: answer.status, headers: kept, body }
}
