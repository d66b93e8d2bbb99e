import { checkChange } from './check.ts'
import { type Findings, hostFieldProblems } from './check-values.ts'
import type { Sentence } from './problem.ts'
import { sourceFor, specFor, type Wanted } from './wanted.ts'

/** Checks what can be told without an organization: what holds whether a registry exists or not. Each sentence comes once. */
export function checkWanted(wanted: readonly Wanted[]): Findings {
  const findings = wanted.map(entry => {
    const spec = specFor(entry, {})
    const source = sourceFor(entry, spec)
    const { problems, warnings } = checkChange(spec, source)
    // Whether this default is used may depend on the registry's auth type.
    const { api_host = entry.defaults.api_host } = spec
    return { problems: [...problems, ...hostFieldProblems({ api_host }, source)], warnings }
  })
  return {
    problems: different(findings.flatMap(({ problems }) => problems)),
    warnings: different(findings.flatMap(({ warnings }) => warnings))
  }
}

/** What is wrong with the defaults is found with every entry. */
function different(sentences: readonly Sentence[]): Sentence[] {
  return [...new Map(sentences.map(sentence => [JSON.stringify(sentence), sentence])).values()]
}
