import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultToken } from '../github/tokens.ts'
import { findLeaks } from '../runner/leaks.ts'
import { prepareStep, runStep } from '../runner/step.ts'
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
