import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultToken } from '../../__tests__/local-github/tokens.ts'
import type { Step } from '../../__tests__/runner/step.ts'
import { chainOf, entryOf } from '../../__tests__/scenarios/many.ts'
import { median, rounded } from './figures.ts'
import { delay, startLocal } from './local.ts'
import { peakOf } from './process.ts'
import type { Place } from './server.ts'

/**
 * What so many registries take: medians of time and peak memory. Of a create about a quarter is the time of the server,
 * which holds each request and each answer against GitHub's description.
 */
export interface Growth {
  what: string
  registries: number
  seconds: number
  mebibytes: number
}

const orgs = Array.from({ length: 20 }, (_, number) => `org-${number + 1}`)
/** Registries in each of them. */
const each = 1000 / orgs.length

const counts = { apply: [1, 10, 100, 1000], plan: [1, 10, 100, 1000, 10_000] }
const whats = {
  apply: 'apply creates them',
  plan: 'plan, they exist, and a tenth differs',
  app: `apply creates them in 20 organizations, with an App, ${delay} ms a request (those that have to wait for each other: ${(chainOf(each) * delay) / 1000} s)`
}

/** Runs everything so many times. The steps write their manifests into the folder. */
export async function measureGrowth(runs: number, folder: string): Promise<Growth[]> {
  const rows = await growthOfOne(runs, folder)
  return [...rows, await growthOfTwenty(runs, folder)]
}

async function growthOfOne(runs: number, folder: string): Promise<Growth[]> {
  const cases = (['apply', 'plan'] as const).flatMap(operation =>
    counts[operation].map(registries => ({ operation, registries }))
  )
  // What is created stays, so each run has an organization of its own; the first makes the server warm.
  const numbers = Array.from({ length: runs + 1 }, (_, number) => number)
  const local = await startLocal({
    organizations: cases.flatMap(({ operation, registries }) =>
      numbers.map(number => ({
        login: `${operation}-${registries}-${number}`,
        registries: operation === 'plan' ? registries : 0
      }))
    )
  })
  const step = (operation: string, registries: number, number: number): Step => ({
    ...manyOf(registries, folder),
    with: {
      ...{ operation, org: `${operation}-${registries}-${number}`, token: defaultToken },
      ...{ 'github-api-url': local.url, manifest: `${registries}.yml`, 'write-interval': '0s' }
    }
  })
  try {
    peakOf({ step: step('apply', 100, 0) })
    return cases.map(({ operation, registries }) =>
      rowOf(
        whats[operation],
        registries,
        numbers.slice(1).map(number => step(operation, registries, number))
      )
    )
  } finally {
    local.end()
  }
}

async function growthOfTwenty(runs: number, folder: string): Promise<Growth> {
  const organizations = orgs.map(login => ({ login, registries: 0 }))
  const step = ({ url, app }: Place): Step => ({
    ...manyOf(each, folder),
    with: {
      ...{ operation: 'apply', org: '*', 'app-id': String(app.id), 'app-private-key': app.pem },
      ...{ 'github-api-url': url, manifest: `${each}.yml`, 'write-interval': '0s' }
    }
  })
  const locals = await Promise.all(Array.from({ length: runs }, () => startLocal({ organizations, delay })))
  try {
    return rowOf(whats.app, each * orgs.length, locals.map(step))
  } finally {
    for (const local of locals) local.end()
  }
}

/** A checkout with a manifest of so many registries. */
function manyOf(count: number, workspace: string): Pick<Step, 'workspace' | 'env'> {
  const registries = Array.from({ length: count }, (_, index) => entryOf(index + 1))
  writeFileSync(join(workspace, `${count}.yml`), JSON.stringify({ registries }, undefined, 1))
  return { workspace, env: { NPM_TOKEN: 'made-up-secret' } }
}

function rowOf(what: string, registries: number, steps: readonly Step[]): Growth {
  const peaks = steps.map(step => peakOf({ step }))
  return {
    ...{ what, registries },
    seconds: rounded(median(peaks.map(({ milliseconds }) => milliseconds)) / 1000, 2),
    mebibytes: rounded(median(peaks.map(({ mebibytes }) => mebibytes)), 1)
  }
}
