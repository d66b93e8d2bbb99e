// Refreshes the extract of GitHub's OpenAPI description that the local GitHub of the tests checks against, from the newest
// version of @octokit/openapi; with --check only tells whether the extract is what its version yields.
import { execSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = '__tests__/local-github/description'
const descriptions = ['api.github.com.json', 'ghes-3.18.json'] as const

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

function extract(whole: OpenApi, version: string): string {
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

/** The files that belong into the folder, by name, from a version of the package. */
function filesOf(version: string): Map<string, string> {
  const scratch = mkdtempSync(join(tmpdir(), 'openapi-'))
  const run = (command: string) => execSync(command, { cwd: scratch, stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    run(`npm pack @octokit/openapi@${version} --silent`)
    const generated = descriptions.map(name => `package/generated/${name}`)
    run(`tar -xzf octokit-openapi-${version}.tgz package/LICENSE ${generated.join(' ')}`)
    const read = (path: string): string => readFileSync(join(scratch, 'package', path), 'utf8')
    const extracts = descriptions.map(
      name => [name, extract(JSON.parse(read(`generated/${name}`)), version)] as const
    )
    return new Map([...extracts, ['LICENSE', read('LICENSE')]])
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** The version that the extract is of. */
function presentVersion(): string {
  const { info }: { info: { version: string } } = JSON.parse(present(descriptions[0]) ?? '')
  return info.version
}

function present(name: string): string | undefined {
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** The files that differ from those present. */
function differing(files: Map<string, string>): string[] {
  return [...files].filter(([name, text]) => present(name) !== text).map(([name]) => join(folder, name))
}

function check(): void {
  const version = presentVersion()
  const stale = differing(filesOf(version))
  if (stale.length > 0) {
    console.error(`Not what @octokit/openapi ${version} yields: ${stale.join(', ')}. Run: npm run openapi`)
    process.exitCode = 1
  } else {
    console.log(`The description is that of @octokit/openapi ${version}.`)
  }
}

function refresh(): void {
  const version = execSync('npm view @octokit/openapi version', { encoding: 'utf8' }).trim()
  const files = filesOf(version)
  const old = presentVersion()
  const unversioned = [...files].map(([name, text]) => [name, text.replace(version, old)] as const)
  // A version that changes nothing here is not worth a commit.
  if (differing(new Map(unversioned)).length === 0) {
    console.log(`Nothing that is needed has changed in @octokit/openapi up to ${version}.`)
    return
  }
  for (const [name, text] of files) writeFileSync(join(folder, name), text)
  console.log(`Wrote ${[...files.keys()].join(', ')} from @octokit/openapi ${version}.`)
}

if (process.argv.includes('--check')) check()
else refresh()
