import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { Instrumenter } from '@stryker-mutator/instrumenter'

/** One small change to a source. */
export interface Mutant {
  readonly id: string
  readonly file: string
  /** The line, what stood there, and what stands there instead. */
  readonly told: string
  /** The same for the same change, wherever in its file it stands. */
  readonly key: string
}

const silent = () => {}
const logger = {
  ...{ trace: silent, debug: silent, info: silent, warn: silent, error: silent, fatal: silent },
  ...{ isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false },
  ...{ isWarnEnabled: () => false, isErrorEnabled: () => false, isFatalEnabled: () => false }
}

/** All sources with every mutant in them, none of which is active, as JavaScript. */
export async function instrument(): Promise<{ sources: Record<string, string>; mutants: Mutant[] }> {
  const names = globSync('src/**/*.ts')
    .map(name => name.replaceAll('\\', '/'))
    .toSorted()
  const texts = new Map(names.map(name => [name, readFileSync(name, 'utf8')]))
  const { files, mutants } = await new Instrumenter(logger).instrument(
    [...texts].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [] }
  )
  const sources = Object.fromEntries(files.map(({ name, content }) => [name, stripTypeScriptTypes(content)]))
  const seen = new Map<string, number>()
  return {
    sources,
    mutants: mutants.map(({ id, fileName: file, location, mutatorName, replacement }) => {
      const lines = (texts.get(file) ?? '').split('\n').slice(location.start.line, location.end.line + 1)
      const last = lines.length - 1
      lines[last] = (lines[last] ?? '').slice(0, location.end.column)
      lines[0] = (lines[0] ?? '').slice(location.start.column)
      const change = `${mutatorName}: ${lines.join(' ')} -> ${replacement}`.replaceAll(/\s+/g, ' ')
      const times = (seen.get(file + change) ?? 0) + 1
      seen.set(file + change, times)
      const told = `${file}:${location.start.line + 1} ${change}`
      return { id, file, told, key: `${file} ${change} ${times}` }
    })
  }
}

/** So many of the mutants, of each file its share and at least eight, the same for the same seed. */
export function sample(mutants: readonly Mutant[], size: number, seed: string): Mutant[] {
  const order = (mutant: Mutant) => createHash('sha256').update(`${seed} ${mutant.key}`).digest('hex')
  return Object.values(Object.groupBy(mutants, ({ file }) => file)).flatMap((own = []) =>
    own
      .map(mutant => ({ mutant, place: order(mutant) }))
      .toSorted((one, other) => (one.place < other.place ? -1 : 1))
      .slice(0, Math.max(8, Math.round((size * own.length) / mutants.length)))
      .map(({ mutant }) => mutant)
  )
}
