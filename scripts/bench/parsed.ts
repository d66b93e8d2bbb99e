import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Step } from '../../__tests__/runner/step.ts'
import { timeOf } from './process.ts'

const dist = join(import.meta.dirname, '../../dist')

/** The bytes of all code that is built. */
export function bytesBuilt(): number {
  return sum(
    readdirSync(dist)
      .filter(name => name.endsWith('.js'))
      .map(name => join(dist, name))
  )
}

/** The bytes of the built files that a step parses. V8 itself tells them, in whichever way they were loaded. */
export function bytesParsed(step: Step): number {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-'))
  try {
    timeOf({ step: { ...step, env: { ...step.env, NODE_V8_COVERAGE: folder } } })
    return sum(readdirSync(folder).flatMap(name => filesIn(join(folder, name))))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function filesIn(report: string): string[] {
  const { result }: { result: { url: string }[] } = JSON.parse(readFileSync(report, 'utf8'))
  const paths = result.flatMap(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : []))
  return paths.filter(path => dirname(path) === dist)
}

function sum(paths: readonly string[]): number {
  return [...new Set(paths)].reduce((bytes, path) => bytes + statSync(path).size, 0)
}
