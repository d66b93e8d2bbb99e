// Refreshes the extract of GitHub's OpenAPI description that the local GitHub of the tests checks against;
// with --check only tells whether it is current.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const version = '23.0.2'
const folder = '__tests__/github/description'
const descriptions = ['api.github.com.json', 'ghes-3.18.json']

const operations: Record<string, string[]> = {
  '/app': ['get'],
  '/app/installations': ['get'],
  '/app/installations/{installation_id}/access_tokens': ['post'],
  '/installation/token': ['delete'],
  '/orgs/{org}': ['get'],
  '/orgs/{org}/installation': ['get'],
  '/orgs/{org}/private-registries': ['get', 'post'],
  '/orgs/{org}/private-registries/public-key': ['get'],
  '/orgs/{org}/private-registries/{secret_name}': ['get', 'patch', 'delete'],
  '/orgs/{org}/repos': ['get'],
  '/repos/{owner}/{repo}': ['get']
}

/** Named beside what the operations refer to: it shows that the permission we need is not in it. */
const alsoWanted = '#/components/schemas/app-permissions'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

interface OpenApi {
  openapi: string
  paths: Record<string, Record<string, Json>>
  components: Record<string, Record<string, Json>>
}

function withoutProse(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutProse)
  if (value === null || typeof value !== 'object') return value
  // A description that is not text is a property of that name.
  const isProse = ([key, member]: [string, Json]): boolean =>
    /^(examples?|x-.*)$/.test(key) || (key === 'description' && typeof member === 'string')
  const kept = Object.entries(value).filter(entry => !isProse(entry))
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutProse(member)]))
}

function references(value: Json | undefined): string[] {
  if (value === null || typeof value !== 'object') return []
  const own = !Array.isArray(value) && typeof value['$ref'] === 'string' ? [value['$ref']] : []
  return [...own, ...Object.values(value).flatMap(references)]
}

function extract(whole: OpenApi): string {
  const paths: Record<string, Json> = {}
  for (const [path, methods] of Object.entries(operations)) {
    paths[path] = Object.fromEntries(
      methods.map(method => [method, withoutProse(whole.paths[path]?.[method] ?? null)])
    )
  }
  const components: Record<string, Record<string, Json>> = {}
  const waiting = [alsoWanted, ...references(paths)]
  for (let reference = waiting.pop(); reference !== undefined; reference = waiting.pop()) {
    const [, , kind = '', name = ''] = reference.split('/')
    components[kind] ??= {}
    const group = components[kind]
    if (name in group) continue
    group[name] = withoutProse(whole.components[kind]?.[name] ?? null)
    waiting.push(...references(group[name]))
  }
  const info = { title: 'Extract of @octokit/openapi', version, license: { name: 'MIT' } }
  return `${JSON.stringify({ openapi: whole.openapi, info, paths, components: sorted(components) }, null, 1)}\n`
}

function sorted(components: Record<string, Record<string, Json>>): Json {
  const byName = <T>(members: Record<string, T>): [string, T][] =>
    Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    byName(components).map(([kind, group]) => [kind, Object.fromEntries(byName(group))])
  )
}

function run(command: string, args: string[], cwd: string): void {
  const { status } = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32'
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed.`)
}

/** Downloads the pinned package and returns the files that belong into the folder, by name. */
function wantedFiles(): Map<string, string> {
  const scratch = mkdtempSync(join(tmpdir(), 'openapi-'))
  try {
    run('npm', ['pack', `@octokit/openapi@${version}`, '--silent'], scratch)
    const generated = descriptions.map(name => `package/generated/${name}`)
    run('tar', ['-xzf', `octokit-openapi-${version}.tgz`, 'package/LICENSE', ...generated], scratch)
    const read = (path: string): string => readFileSync(join(scratch, 'package', path), 'utf8')
    const extracts = descriptions.map(name => [name, extract(JSON.parse(read(`generated/${name}`)))] as const)
    return new Map([...extracts, ['LICENSE', read('LICENSE')]])
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

function isCurrent(name: string, text: string): boolean {
  try {
    return readFileSync(join(folder, name), 'utf8') === text
  } catch {
    return false
  }
}

const files = wantedFiles()
if (process.argv.includes('--check')) {
  const stale = [...files]
    .filter(([name, text]) => !isCurrent(name, text))
    .map(([name]) => join(folder, name))
  if (stale.length > 0) {
    console.error(`Not what @octokit/openapi ${version} yields: ${stale.join(', ')}. Run: npm run openapi`)
    process.exitCode = 1
  } else {
    console.log(`The description is that of @octokit/openapi ${version}.`)
  }
} else {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of files) writeFileSync(join(folder, name), text)
  console.log(`Wrote ${[...files.keys()].join(', ')} from @octokit/openapi ${version}.`)
}
