import fc from 'fast-check'
import type { Rewrite } from '../../src/registries/rewrite.ts'
import type { GitHubOptions } from '../github/server.ts'
import { now } from '../registries/planning.ts'
import { nameIn, rotate, serverWith, writesIn } from './play.ts'
import { manifestFor, settle, situation, stateOf, wantedIn } from './random.ts'

const day = 86_400_000
const habits: GitHubOptions[] = [{}, { showsSelectedIds: true }, { showsUrl: false }]

test('a rotation sends two fields and nothing else, and leaves everything but the secrets as it was', async () => {
  const any = fc.asyncProperty(
    fc.constantFrom(...habits),
    situation,
    fc.constantFrom<Rewrite[]>('always', { olderThan: 30 * day }),
    async (options, given, rewriteSecrets) => {
      const github = await serverWith(options)
      const acme = settle(github, given)
      const wanted = wantedIn(manifestFor(given, acme.registries))
      const before = stateOf(acme)
      const updated = new Map(acme.registries.map(({ name, updated_at }) => [name, updated_at]))
      const played = await rotate(github, { orgs: [acme.login], wanted, rewriteSecrets })

      const writes = writesIn(played)
      expect(writes.map(({ method, status }) => [method, status])).toEqual(writes.map(() => ['PATCH', 204]))
      for (const { body } of writes)
        expect(Object.keys(Object(body)).sort()).toEqual(['encrypted_value', 'key_id'])
      expect(withoutSecrets(stateOf(acme))).toEqual(withoutSecrets(before))

      const done = played.result.outcomes.filter(
        ({ action, status }) => action === 'update' && status === 'done'
      )
      expect(writes.map(nameIn)).toEqual(done.map(({ name }) => name))
      for (const { name, fields } of done) {
        expect(fields).toEqual(['secret'])
        expect(['the second', 'the third']).toContain(acme.registry(`${name}`)?.secret)
        const age = now - Date.parse(`${updated.get(`${name}`)}`)
        expect(rewriteSecrets === 'always' || age > 30 * day).toBe(true)
      }
      const written = done.map(({ name }) => name)
      for (const { name, secret } of acme.registries)
        if (!written.includes(name)) expect(secret).toBe(Object(before[name]).secret)
      expect(played.result.drift).toBeUndefined()
    }
  )
  await fc.assert(any, { seed: 20260301, numRuns: Number(process.env['RUNS'] ?? 80) })
}, 60_000)

function withoutSecrets(state: Record<string, unknown>): unknown {
  return Object.entries(state).map(([name, registry]) => [name, { ...Object(registry), secret: undefined }])
}
