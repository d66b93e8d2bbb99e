// Bundles src/index.ts with everything it imports into dist/.
// With --check it writes nothing and names the files of dist/ that a build would change.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { licenseTexts } from './licenses.ts'

interface Module {
  resource?: string
  modules?: Iterable<Module>
  rootModule?: Module
}

interface Chunk {
  id: number
}

interface Bundle {
  code: string
  assets: Record<string, { source: string | Buffer }>
  stats: {
    compilation: {
      chunks: Iterable<Chunk>
      chunkGraph: {
        getChunkModulesIterable(chunk: Chunk): Iterable<Module>
        getChunkRootModules(chunk: Chunk): Iterable<Module>
      }
    }
  }
}

// The package is CommonJS and brings no types.
const ncc: (entry: string, options: object) => Promise<Bundle> = createRequire(import.meta.url)('@vercel/ncc')

const dist = 'dist'
const standIn = resolve('scripts/unused.js')

/** What the toolkit and Octokit load and this action never uses, as they name it: scripts/unused.js stands in for it. */
const unused = [
  './oidc-utils.js',
  './platform.js',
  './summary.js',
  '@actions/http-client',
  '@octokit/plugin-paginate-rest',
  '@octokit/plugin-rest-endpoint-methods',
  'undici'
]

/** The files that were bundled, of every chunk: also those that are only loaded when needed. */
function bundledFiles({ compilation }: Bundle['stats']): string[] {
  return [...compilation.chunks]
    .flatMap(chunk => [...compilation.chunkGraph.getChunkModulesIterable(chunk)])
    .flatMap(module => [...(module.modules ?? [module])])
    .flatMap(module => module.resource ?? [])
}

/** The name of each script that is loaded only when it is needed: its package, or its file of src. */
function chunkNames({ compilation }: Bundle['stats']): Map<number, string> {
  const nameOf = ({ resource, rootModule }: Module): string => {
    const path = resource ?? rootModule?.resource ?? ''
    return /node_modules[\\/]([^\\/]+)/.exec(path)?.[1] ?? basename(path, '.ts')
  }
  return new Map(
    [...compilation.chunks].map(chunk => {
      const names = [...compilation.chunkGraph.getChunkRootModules(chunk)].map(nameOf)
      return [chunk.id, names[0] ?? '']
    })
  )
}

/** Loads the scripts by their names instead of their numbers. */
function renamed(code: string, names: Map<number, string>): string {
  const numbered = 'return "" + chunkId + ".index.js";'
  if (!code.includes(numbered)) throw new Error('The bundle does not load its scripts as expected.')
  return code.replace(numbered, `return (${JSON.stringify(Object.fromEntries(names))})[chunkId] + ".js";`)
}

/** Fails if the bundle imports a name that the stand-in lacks: it would be undefined, without an error. */
async function checkStandIn(code: string): Promise<void> {
  const there = Object.keys(await import(pathToFileURL(standIn).href))
  for (const [, name = ''] of code.matchAll(/EXTERNAL_MODULE__unused_js_\w+__\.(\w+)/g))
    if (!there.includes(name)) throw new Error(`${standIn} lacks ${name}, which a package imports.`)
}

/** How libsodium embeds its WebAssembly: a decoder, and the bytes in base64. */
const embedded = /\(A=>\{for\(.{1,300}\}\)\("(AGFzbQ[\w+/=]*)"\)/

/**
 * Separates libsodium from its WebAssembly, which Node would otherwise parse and keep as text. Fails unless the rest is
 * what the package publishes, so that the bytes are the package's too.
 */
function separated(code: string): { code: string; wasm: Buffer } {
  const [decoded = '', text = ''] = embedded.exec(code) ?? []
  const read = 'process.getBuiltinModule("fs").readFileSync(new URL("libsodium.wasm",import.meta.url))'
  const rest = code.replace(decoded, () => read)
  const wasm = Buffer.from(text, 'base64')
  const joined = rest.replace(read, () => decoded.replace(text, wasm.toString('base64')))
  const [published = ''] = readFileSync(fileURLToPath(import.meta.resolve('libsodium')), 'utf8').split(
    'export default'
  )
  if (text === '' || !joined.includes(published))
    throw new Error('libsodium does not embed its WebAssembly as expected.')
  return { code: rest, wasm }
}

/** Builds in memory: the name of each file of dist/ and its content. */
async function build(): Promise<Map<string, Buffer>> {
  const externals = Object.fromEntries(unused.map(name => [name, './unused.js']))
  const { code, assets, stats } = await ncc(resolve('src/index.ts'), { cache: false, quiet: true, externals })
  const names = chunkNames(stats)
  const files = new Map<string, Buffer>([
    ['index.js', script(renamed(code, names))],
    ['unused.js', unixLines(readFileSync(standIn))]
  ])
  await checkStandIn(code)
  for (const [name, { source }] of Object.entries(assets)) {
    const chunk = /^(\d+)\.index\.js$/.exec(name)?.[1]
    if (chunk) files.set(`${names.get(Number(chunk))}.js`, script(source))
    else files.set(name, unixLines(source))
  }
  const sodium = separated(`${files.get('libsodium-wrappers.js')}`)
  files.set('libsodium-wrappers.js', Buffer.from(sodium.code)).set('libsodium.wasm', sodium.wasm)
  files.set('licenses.txt', unixLines(licenseTexts(bundledFiles(stats))))
  return files
}

/** V8 parses a file in which each character is one byte a third faster. An escape means the same in every text and pattern. */
function script(source: string | Buffer): Buffer {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return Buffer.from(
    unixLines(source)
      .toString()
      .replace(/[^\0-\x7f]/g, escaped)
  )
}

/** Git stores text with Unix line ends; a build must not differ from what git gives back. */
function unixLines(source: string | Buffer): Buffer {
  const bytes = Buffer.from(source)
  return bytes.includes(0) ? bytes : Buffer.from(bytes.toString().replaceAll('\r\n', '\n'))
}

function write(files: Map<string, Buffer>): void {
  rmSync(dist, { recursive: true, force: true })
  for (const [name, content] of files) {
    mkdirSync(dirname(join(dist, name)), { recursive: true })
    writeFileSync(join(dist, name), content)
  }
}

/** The names of the files that are missing in dist/, differ there, or do not belong there. */
function differences(files: Map<string, Buffer>): string[] {
  const present = existsSync(dist)
    ? readdirSync(dist, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry =>
          join(entry.parentPath, entry.name)
            .slice(dist.length + 1)
            .replaceAll('\\', '/')
        )
    : []
  const same = (name: string) =>
    present.includes(name) && files.get(name)?.equals(readFileSync(join(dist, name))) === true
  return [...new Set([...files.keys(), ...present])].filter(name => !same(name)).sort()
}

try {
  const files = await build()
  if (!process.argv.includes('--check')) {
    write(files)
    for (const [name, content] of files) console.log(`${dist}/${name} ${Math.ceil(content.length / 1024)} kB`)
  } else {
    const different = differences(files)
    for (const name of different) console.error(`${dist}/${name} differs from what src/ builds.`)
    if (different.length > 0) console.error('Run `npm run build` and commit dist/.')
    else console.log(`${dist}/ is what src/ builds.`)
    process.exitCode = different.length > 0 ? 1 : 0
  }
} catch (error) {
  // Only the message: the stack of a bundler error quotes megabytes of the bundler's own source.
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
