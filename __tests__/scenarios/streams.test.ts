import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultToken } from '../local-github/tokens.ts'
import { findLeaks } from '../runner/leaks.ts'
import { prepareStep, runStep } from '../runner/step.ts'
import { credentials } from './app-scenario.ts'
import { list, publicKey, type Scenario, start } from './scenario.ts'

const secret = 'a secret value of npm'
const post = 'POST /orgs/acme/private-registries'

const inputs = ({ github }: Scenario) => ({
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' },
  ...{ visibility: 'all', secret, token: defaultToken, 'github-api-url': github.url }
})

test('what Node itself prints for NODE_DEBUG shows neither token nor secret', async () => {
  const scenario = await start()
  const env = { NODE_DEBUG: 'http,http2,https,net,tls,stream,timer' }
  const result = await runStep({ with: inputs(scenario), env })
  expect(result.stderr).toMatch(/HTTP \d+/)
  expect(result.stderr).toMatch(/authorization/i)
  const sealed = Object(scenario.github.exchanges.at(-1)?.body).encrypted_value
  expect(findLeaks(result, [defaultToken, secret, sealed])).toEqual([])
  expect(result.outputs).toMatchObject({ created: '1', failed: '0' })
})

test("what Node prints of an answer with an App's token, which nobody knows yet, are no bytes", async () => {
  const { github } = await start({ now: Date.now })
  const app = github.addApp()
  app.install('acme')
  const given = { operation: 'list', org: 'acme', 'github-api-url': github.url, ...credentials(app) }
  const result = await runStep({ with: given, env: { NODE_DEBUG: 'stream,http,net' } })
  const tokens = github.exchanges.flatMap(({ answer }) => Object(answer).token ?? [])
  expect(tokens).toHaveLength(1)
  expect(result.stderr).toContain('push <***>')
  expect(result.stderr).not.toContain(
    Buffer.from(tokens[0])
      .subarray(0, 8)
      .toString('hex')
      .replace(/..(?!$)/g, '$& ')
  )
  expect(findLeaks(result, tokens)).toEqual([])
  expect(result.outputs['total-count']).toBe('0')
})

test.each(['stdout', 'stderr'] as const)('a %s that nobody reads any more ends nothing', async stream => {
  const scenario = await start()
  const temporary = mkdtempSync(join(tmpdir(), 'streams-'))
  const { env, main, workspace, files } = prepareStep({ with: inputs(scenario) }, temporary)
  const child = spawn(process.execPath, [main], { cwd: workspace, env, stdio: ['ignore', 'pipe', 'pipe'] })
  child[stream].destroy()
  child[stream === 'stdout' ? 'stderr' : 'stdout'].resume()
  const [exitCode] = await once(child, 'close')
  expect(exitCode).toBe(0)
  expect(scenario.github.said().sort()).toEqual([list, publicKey, post].sort())
  expect(readFileSync(files.output, 'utf8')).toContain('NPM_REGISTRY_SECRET')
  rmSync(temporary, { recursive: true })
})
