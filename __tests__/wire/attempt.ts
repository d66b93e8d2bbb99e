import type { Attempt } from '../../src/github/explain.ts'

/** What was tried, as most tests of sentences have it. */
export const attempt: Attempt = {
  doing: 'create npm_registry at https://npm.acme.example in acme',
  concerns: 'organization',
  org: 'acme',
  apiUrl: 'https://api.github.com',
  writes: true
}
