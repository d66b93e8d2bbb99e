// Starts a GitHub on this machine that lives until Ctrl-C: node __tests__/local-github/serve.ts --help
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { DescriptionName } from './description.ts'
import { startGitHub } from './server.ts'
import { defaultToken } from './tokens.ts'

const descriptions: readonly DescriptionName[] = ['api.github.com', 'ghes-3.18']
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    description: { type: 'string', default: 'api.github.com' },
    org: { type: 'string', multiple: true, default: ['acme', 'acme-labs'] },
    help: { type: 'boolean', default: false }
  }
})
const description = descriptions.find(name => name === values.description)

if (values.help || !description || !/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
  console.error(`Usage: npm run github -- [--port N] [--description ${descriptions.join('|')}] [--org NAME]…`)
  process.exitCode = values.help ? 0 : 1
} else {
  await serve(description, Number(values.port), values.org)
}

async function serve(description: DescriptionName, port: number, logins: string[]): Promise<void> {
  const github = await startGitHub({ description, port })
  const app = github.addApp()
  for (const login of logins) {
    github.addOrganization(login, { repositories: ['web', 'api', 'docs'] })
    app.install(login)
  }
  const folder = mkdtempSync(join(tmpdir(), 'local-github-'))
  const key = join(folder, 'app.pem')
  writeFileSync(key, app.pem, { mode: 0o600 })
  console.log(`A local GitHub (${description}) listens at ${github.url}

  organizations: ${logins.join(', ')}, each with the repositories web, api and docs
  token:         ${defaultToken}
  App:           ${app.id}, installed in all of them; its private key is ${key}

In a workflow on this machine, or as variables of the action's process:

  github-api-url: ${github.url}
  token: ${defaultToken}

or instead of the token, with org: '*' for all organizations:

  app-id: ${app.id}
  app-private-key: the text of that file

All of it is gone after Ctrl-C.`)
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      rmSync(folder, { recursive: true, force: true })
      void github.close()
    })
}
