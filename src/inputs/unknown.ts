import { bare, slipOf } from '../registries/nearest.ts'
import type { Variables } from './surroundings.ts'
import { inputs } from './table.ts'

/** What neighbouring actions call an input. */
const words = {
  org: ['owner', 'organization', 'organizations', 'orgs'],
  'app-private-key': ['private-key'],
  secret: ['password', 'value'],
  'registry-type': ['type'],
  'selected-repositories': ['repositories'],
  token: ['github-token']
}

const meanings = new Map(
  Object.entries(words).flatMap(([input, others]) => others.map(word => [bare(word), input] as const))
)

/** The inputs that action.yml does not declare, which the runner hands over all the same. */
export function unknownInputs(variables: Variables): { problems: string[]; warnings: string[] } {
  const known = Object.keys(inputs)
  const variablesOf = new Set(known.map(name => `INPUT_${name.toUpperCase()}`))
  const problems: string[] = []
  const warnings: string[] = []
  for (const variable of Object.keys(variables)) {
    if (!/^INPUT_./.test(variable) || variablesOf.has(variable)) continue
    const name = variable.slice('INPUT_'.length).toLowerCase()
    const meant = meanings.get(bare(name)) ?? slipOf(name, known)
    const same = `A variable ${variable} in 'env' looks the same.`
    if (meant) problems.push(`Unknown input '${name}'; did you mean '${meant}'? ${same}`)
    else warnings.push(`Unknown input '${name}'; it is ignored. ${same}`)
  }
  return { problems, warnings }
}
