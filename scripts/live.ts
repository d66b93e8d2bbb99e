// Asks a real GitHub what nobody has shown of its API, with an organization to spare: node scripts/live.ts --help
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { orgName } from '../src/registries/registry.ts'
import { run } from './live/run.ts'
import { isLocal } from './live/settings.ts'
import { unknowns } from './live/unknowns.ts'

const ids = [...unknowns.map(({ id }) => id), 'action']
const { values } = parseArgs({
  options: {
    org: { type: 'string', default: '' },
    'api-url': { type: 'string', default: 'https://api.github.com' },
    beside: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: ids },
    json: { type: 'string' },
    help: { type: 'boolean', default: false }
  }
})
const { LIVE_TOKEN, LIVE_WEAK_TOKEN, LIVE_APP_ID, LIVE_APP_KEY } = process.env
const app = LIVE_APP_ID && LIVE_APP_KEY ? { appId: LIVE_APP_ID, appKey: LIVE_APP_KEY } : undefined

const usage = `Usage: npm run live -- --org ORG [--api-url URL] [--beside] [--only NAME]… [--json FILE]

  Asks what GitHub does, and runs the built action, in an organization without private registries. With --beside it may
  have some: then no manifest is applied and nothing is pruned. Every registry that is made is at live-check.invalid, can
  be used by no repository, and is removed at the end; if that is impossible, the next run does it.
  --api-url is what the action takes as github-api-url. --json writes the result to a file.
  NAME is an unknown of docs/unknowns.md, or action.

  LIVE_TOKEN is a token that the action could use. LIVE_APP_ID and LIVE_APP_KEY, the text of the .pem file, are an App's
  id and private key; some questions need them. LIVE_WEAK_TOKEN, a token that can only read, is for one question.`

const apiUrl = values['api-url'].replace(/\/$/, '')
const isSafe = URL.canParse(apiUrl) && (/^https:/i.test(apiUrl) || isLocal(apiUrl))
const unknownNames = values.only.filter(name => !ids.includes(name))
const problems = [
  ...(orgName.test(values.org) ? [] : ['--org must be the name of an organization.']),
  ...(isSafe ? [] : ['--api-url must be the address of the API, and begin with https://.']),
  ...(LIVE_TOKEN || app ? [] : ['Set LIVE_TOKEN, or LIVE_APP_ID and LIVE_APP_KEY.']),
  ...unknownNames.map(name => `--only ${name}: there is no such unknown.`)
]

if (values.help) {
  console.log(usage)
} else if (problems.length > 0) {
  console.error([...problems, 'npm run live -- --help says more.'].join('\n'))
  process.exitCode = 1
} else {
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => interruption.abort())
  const settings = {
    ...{ org: values.org, apiUrl, beside: values.beside },
    ...{ token: LIVE_TOKEN, app, weakToken: LIVE_WEAK_TOKEN, only: values.only }
  }
  const { report, succeeded } = await run(settings, console.log, interruption.signal)
  if (report && values.json) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`)
  process.exitCode = succeeded ? 0 : 1
}
