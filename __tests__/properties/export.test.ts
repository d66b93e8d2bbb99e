import fc from 'fast-check'
import { manifestOf } from '../../src/registries/export.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import { ask } from '../github/client.ts'
import type { StoredRegistry } from '../github/registry.ts'
import type { GitHubOptions } from '../github/server.ts'
import { apply, plan, serverWith } from './play.ts'
import { settle, situation, stateOf, wantedIn } from './random.ts'

const habits: GitHubOptions[] = [
  {},
  { showsSelectedIds: true },
  { showsAuthType: false },
  { showsUrl: false },
  { description: 'ghes-3.18', showsUrl: false, showsAuthType: false }
]
const missing = '    # selected_repositories could not be read; add them.'

test('what is exported, once its secrets and repositories are filled in, plans to no change', async () => {
  const any = fc.asyncProperty(
    fc.constantFrom(...habits),
    situation,
    fc.nat(5),
    async (options, given, twin) => {
      const github = await serverWith(options)
      const registries = given.registries.filter(
        ({ authType }) => options.showsAuthType !== false || !authType.startsWith('oidc')
      )
      const acme = settle(github, { registries })
      const [original] = acme.registries.slice(twin)
      if (original) {
        const { name, ...rest } = original
        acme.addRegistry(rest)
      }
      const before = stateOf(acme)
      const { body } = await ask(github, `GET /orgs/${acme.login}/private-registries?per_page=100`)
      const text = filled(manifestOf(acme.login, Object(body).configurations), acme.registries)
      const asked = {
        orgs: [acme.login],
        wanted: wantedIn(text, secretsFor(text)),
        prune: original !== undefined
      }

      const { result } = await plan(github, asked)
      expect({ text, ...result }).toMatchObject({ problems: [], drift: false })
      expect(result.outcomes).toHaveLength(acme.registries.length)
      for (const { action, name, fields } of result.outcomes) {
        const isSelected = acme.registry(`${name}`)?.visibility === 'selected'
        const resent = isSelected && !options.showsSelectedIds
        expect([name, action]).toEqual([name, resent ? 'update' : 'keep'])
        expect(fields).toEqual(resent ? ['visibility', 'selected_repository_ids'] : [])
      }
      expect((await apply(github, asked)).result.problems).toEqual([])
      expect(stateOf(acme)).toEqual(before)
    }
  )
  await fc.assert(any, { seed: 20260301, numRuns: 300 })
}, 60_000)

/** The text with the repositories that its comments ask for, as they are in the organization. */
function filled(text: string, registries: readonly StoredRegistry[]): string {
  const lists = registries
    .filter(({ visibility }) => visibility === 'selected')
    .map(({ selected_repository_ids: ids }) => `    selected_repositories: [${ids.join(', ')}]`)
  return text.replaceAll(missing, () => lists.shift() ?? '')
}

/** A value for each variable that a manifest names. */
function secretsFor(text: string): Record<string, string> {
  const { wanted } = parseManifest(text, 'x.yml')
  const variables = wanted.flatMap(({ spec }) => spec.secret_env ?? [])
  return Object.fromEntries(variables.map(variable => [variable, 'a secret']))
}
