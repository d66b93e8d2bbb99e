import { setTimeout } from 'node:timers/promises'
import { apiVersion } from '../../src/github/call.ts'
import { isLocal } from './settings.ts'
import type { Transcript } from './transcript.ts'

/** What a server answers, whatever that is. */
export interface Answer {
  /** 0 if there was no answer. */
  readonly status: number
  readonly headers: Headers
  /** JSON as its value, other text as it came; undefined if there is none. */
  readonly body: unknown
}

/** Sends one request with a token. Never fails, repeats nothing, follows no redirect. */
export type Api = (route: string, token: string, body?: object) => Promise<Answer>

/** The seconds between two writes that GitHub recommends. The local GitHub has no limits. */
export function writeInterval(apiUrl: string): number {
  return isLocal(apiUrl) ? 0 : 1
}

/** A client that writes down what it sends and what comes. */
export function createApi(apiUrl: string, transcript: Transcript): Api {
  const interval = writeInterval(apiUrl) * 1000
  let nextWrite = 0

  return async (route, token, body) => {
    const [method = '', path = ''] = route.split(' ')
    if (method !== 'GET') await setTimeout(Math.max(0, nextWrite - Date.now()))
    transcript.sent(route, body)
    const answer = await send(apiUrl + path, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'private-registry-action live check',
        'x-github-api-version': apiVersion,
        ...(body && { 'content-type': 'application/json' })
      },
      body: body ? JSON.stringify(body) : null,
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000)
    })
    if (method !== 'GET') nextWrite = Date.now() + interval
    transcript.came(path, answer)
    return answer
  }
}

async function send(url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, init)
    return { status: response.status, headers: response.headers, body: parsed(await response.text()) }
  } catch {
    return { status: 0, headers: new Headers(), body: undefined }
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
