import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

/** Who may import whom, the first row that fits a file; `type` stands before what may be imported only for its types. */
const plan: [file: RegExp, may: RegExp][] = [
  // Rules know nothing but each other.
  [/^registries\/manifest\.ts$/, /^((type )?registries\/|yaml$)/],
  [/^registries\/secret\.ts$/, /^node:util$/],
  [/^registries\//, /^(type )?registries\//],
  // The wire knows the rules' words, and alone the network.
  [/^github\/fetch\.ts$/, /^((type )?github\/|registries\/problem\.ts$|node:https?$|@actions\/github$)/],
  [
    /^github\/(failure|proxy)\.ts$/,
    /^((type )?(github\/|node:https?$)|type node:net$|registries\/problem\.ts$)/
  ],
  [/^github\/credential\.ts$/, /^((type )?github\/|universal-github-app-jwt$)/],
  [/^github\/seal\.ts$/, /^((type )?(github|registries)\/|(type )?libsodium-wrappers$)/],
  [/^github\//, /^(type )?(github|registries)\//],
  // What the user asked for, and how it is reported.
  [/^request\.ts$/, /^type registries\//],
  [/^inputs\/manifest\.ts$/, /^((type )?(inputs|registries)\/|request\.ts$|node:(fs|path)$)/],
  [
    /^inputs\/connection\.ts$/,
    /^((type )?(inputs|registries)\/|request\.ts$|github\/fetch\.ts$|node:(crypto|fs)$)/
  ],
  [/^inputs\/read\.ts$/, /^((type )?(inputs|registries)\/|request\.ts$|@actions\/core$)/],
  [/^inputs\//, /^((type )?(inputs|registries)\/|(type )?request\.ts$)/],
  [
    /^report\/report\.ts$/,
    /^((type )?(report|registries)\/|type request\.ts$|@actions\/core$|node:(fs|path)$)/
  ],
  [/^report\/redact\.ts$/, /^((type )?(report|registries)\/|node:crypto$)/],
  [/^report\//, /^((type )?(report|registries)\/|type request\.ts$)/],
  // A way out of its own, for one operation.
  [/^verify\/probes\.ts$/, /^registries\/readers\.ts$/],
  [/^verify\/ask\.ts$/, /^(github\/(call|failure|fetch|proxy)\.ts|registries\/problem\.ts|node:https?)$/],
  [
    /^verify\//,
    /^((type )?(verify|registries)\/|type request\.ts$|(type )?github\/(call|failure)\.ts$|node:crypto$)/
  ],
  [/^operations\.ts$/, /^(type )?((github|registries)\/|verify\/verify\.ts$|(?!main|index)[a-z-]+\.ts$)/],
  // The hall knows all of them, and nobody knows the hall.
  [/^index\.ts$/, /^main\.ts$/],
  [
    /^main\.ts$/,
    /^(inputs\/read|report\/report|operations|(type )?(request|registries\/(problem|change))|type github\/call)\.ts$|^node:timers\/promises$/
  ],
  [/^apply\.ts$/, /^(type )?((github|registries)\/|[a-z-]+\.ts$)|^node:(crypto|v8)$/],
  [/^[a-z-]+\.ts$/, /^(type )?((github|registries)\/|(?!main|index)[a-z-]+\.ts$)/]
]

/** What only these files may say. */
const words: [word: RegExp, file: RegExp][] = [
  [/\bprocess\.env\b/, /^main\.ts$/],
  [/\bDate\.now\b|\bset(Timeout|Interval|Immediate)\b|\bnew Date\(\)|\bperformance\b/, /^main\.ts$/],
  [/\bAbortSignal\.timeout\b/, /^(github\/fetch|verify\/ask)\.ts$/],
  [/\.reveal\(/, /^(registries\/secret|github\/seal|verify\/verify)\.ts$/],
  [
    /\bprocess\.exitCode\b|\bcore\.(info|warning|error|notice|setOutput|setSecret|summary)\b/,
    /^report\/report\.ts$/
  ],
  [/\bprocess\.exit\b/, /^main\.ts$/],
  [/\bprocess\.(stdout|stderr)/, /^main\.ts$/],
  [/\bconsole\.|\bglobalThis\b/, /^$/]
]

const source = new URL('../src/', import.meta.url)
const files = globSync('**/*.ts', { cwd: source })
  .map(name => name.replaceAll('\\', '/'))
  .sort()
const textOf = (file: string) => readFileSync(new URL(file, source), 'utf8')

function importsOf(file: string): string[] {
  const statement = /^(?:import|export) (type )?(?:[^';]*? from )?'([^']+)'|\bimport\('([^']+)'\)/gm
  return [...textOf(file).matchAll(statement)].map(([, type = '', named, awaited]) => {
    const target = named ?? awaited ?? ''
    return type + (target.startsWith('.') ? posix.join(posix.dirname(file), target) : target)
  })
}

test.each(files)('%s imports only what the plan allows', file => {
  const [, may] = plan.find(([place]) => place.test(file)) ?? []
  expect(importsOf(file).filter(target => !may?.test(target))).toEqual([])
})

test('no file imports itself through others', () => {
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) return void circles.push([...path, file].join(' > '))
    if (done.has(file)) return
    for (const target of importsOf(file).map(name => name.replace('type ', '')))
      if (files.includes(target)) visit(target, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(circles).toEqual([])
})

test.each(words)('%s stands only in %s', (word, place) => {
  expect(files.filter(file => word.test(textOf(file)) && !place.test(file))).toEqual([])
})

test('every import is seen', () => {
  const seen = files.flatMap(importsOf)
  expect(seen.length).toBe(
    files.flatMap(file => textOf(file).match(/ from '|\bimport\('|^import '/gm) ?? []).length
  )
  expect(seen).toEqual(
    expect.arrayContaining(['operations.ts', 'type request.ts', '@actions/core', 'libsodium-wrappers'])
  )
})
