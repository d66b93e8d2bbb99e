import { createPrivateKey } from 'node:crypto'
import githubAppJwt from 'universal-github-app-jwt'
import { members } from '../../src/github/failure.ts'
import type { Answer, Api } from './api.ts'
import { Stop, statusText } from './organization.ts'
import type { Transcript } from './transcript.ts'

/** An App that is installed in the organization. */
export type App = Awaited<ReturnType<typeof createApp>>

/** Finds the App's installation, or stops. */
export async function createApp(
  api: Api,
  { org, appId, appKey }: { org: string; appId: string; appKey: string },
  transcript: Transcript
) {
  const privateKey = inPkcs8(appKey)
  const signed = async (): Promise<string> => {
    const { token } = await githubAppJwt({ id: appId, privateKey })
    transcript.hide(token)
    return token
  }
  const installation = await api(`GET /orgs/${org}/installation`, await signed())
  if (installation.status !== 200)
    throw new Stop(`The App is not installed in ${org}: ${statusText(installation)}.`)
  // It identifies the organization.
  const id = String(members(installation.body)['id'])
  transcript.hide(id)
  const tokens: string[] = []

  return {
    /** Creates a token, with all permissions of the App or only these. */
    async createToken(permissions?: object): Promise<{ answer: Answer; token: string }> {
      const route = `POST /app/installations/${id}/access_tokens`
      const answer = await api(route, await signed(), permissions && { permissions })
      const token = String(members(answer.body)['token'] ?? '')
      transcript.hide(token)
      if (token) tokens.push(token)
      return { answer, token }
    },

    async revokeAll(): Promise<void> {
      for (const token of tokens.splice(0)) await api('DELETE /installation/token', token)
    }
  }
}

/** The private key in the form in which a JWT is signed with it, or stops. */
function inPkcs8(pem: string): string {
  try {
    return createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString()
  } catch {
    throw new Stop('LIVE_APP_KEY is not the text of a .pem file with a private key.')
  }
}
