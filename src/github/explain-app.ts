import type { Attempt, Row } from './explain.ts'
import { phrases } from './phrases.ts'
import { isRateLimit } from './retry.ts'

/** Why GitHub refuses an App, or a token that was made for one. */
export const appRefusals: Row[] = [
  {
    when: ({ status }, attempt) => status === 401 && isByApp(attempt),
    because: () =>
      `the App is not recognised. Check that 'app-private-key' is a key of the App that 'app-id' names, and the clock of the runner.`
  },
  {
    when: ({ status }, { grantedAt }) => status === 401 && grantedAt !== undefined,
    because: () =>
      `the App's token is not valid, nor is the one that was made in its place. Run the step again later.`
  },
  {
    when: ({ status, words }, { concerns }) =>
      status === 404 && (concerns === 'app' || words.some(word => phrases.unknownApp.test(word))),
    because: () => `there is no App with this 'app-id'.`
  },
  {
    when: ({ status }, { concerns }) => status === 404 && concerns === 'installation',
    because: (_, { org }) =>
      `the App is not installed in ${org}, or there is no such organization. An owner of ${org} has to install it.`
  },
  {
    when: ({ status, words }) => status === 403 && words.some(word => phrases.suspended.test(word)),
    because: (_, { org, grantedAt }) =>
      `the App is suspended in ${org}.${grantedAt ? ` An owner can end that at ${grantedAt}.` : ''}`
  },
  {
    when: (refusal, attempt) => refusal.status === 403 && isByApp(attempt) && !isRateLimit(refusal),
    because: (_, { org }) => `the App may not be used${org ? ` in ${org}` : ''}.`
  }
]

/** Whether the App itself asked, not a token that was made for it. */
function isByApp({ concerns }: Attempt): boolean {
  return concerns === 'app' || concerns === 'installation'
}
