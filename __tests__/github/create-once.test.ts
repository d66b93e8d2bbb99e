import { RequestFailed } from '../../src/github/failure.ts'
import { type PrivateRegistries, privateRegistries } from '../../src/github/private-registries.ts'
import type { Answer } from '../local-github/script.ts'
import { connected, pass } from './connected.ts'
import { noAnswer } from './failures.ts'

const list = 'GET /orgs/acme/private-registries?per_page=100'
const post = 'POST /orgs/acme/private-registries'
const body = {
  ...{ registry_type: 'docker_registry', url: 'https://docker.acme.example', visibility: 'all' },
  ...{ auth_type: 'oidc_gcp', workload_identity_provider: 'w' }
}
const name = 'DOCKER_REGISTRY_SECRET'
const lost: Answer = { fault: 'reset', after: true }
const notSent: Answer = 'reset'

let registries: PrivateRegistries

/** A GitHub with one registry at the same address, but of another type. */
const at = connected({}, ({ acme, client }) => {
  acme.addRegistry({ registry_type: 'git_source', url: body.url })
  registries = privateRegistries(client, 'acme')
})

const create = () => registries.create(body, 'it')
const answerPosts = (...answers: Answer[]) => {
  for (const answer of answers) at.github.answer({ method: 'POST' }, answer)
}
/** All registries of the body's type. */
const made = () => at.acme.registries.filter(one => one.registry_type === body.registry_type)

const posts = () => at.github.said().filter(line => line === post)
const refused = (message: string, status = 422): Answer => ({ status, body: { message } })
/** Creates a registry like the body's by another way, then answers so. */
const madeBy =
  (answer: Answer, differences = {}) =>
  (): Answer => {
    at.acme.addRegistry({ ...body, ...differences })
    return answer
  }
/** What is said where nobody can tell. */
const unknown = (message: string) => ({
  ...{ mayHaveSucceeded: true, message: expect.stringContaining(message) }
})

test.each<[name: string, given: Answer]>([
  ['is lost', lost],
  ['is cut', 'cut'],
  ['is a 500', { status: 500, body: {}, after: true }],
  ['is a page', { status: 201, body: '<html>', after: true }],
  ['is no registry', { status: 201, body: 'null', after: true }]
])('a create whose answer %s is found in the list, and not sent again', async (_, given) => {
  answerPosts(given)
  expect(await create()).toMatchObject({ name, url: body.url })
  expect(at.github.said()).toEqual([post, list])
  expect(made()).toHaveLength(1)
  expect(at.log).toEqual([
    "GitHub's answer was lost. Checking whether it did create it in acme.",
    `It did: the registry is ${name}.`
  ])
})

test.each([
  [0, [0]],
  [2000, [0, 2000]],
  [5000, [0, 2000, 3000]]
])('it is found in a list that lags by %i ms', async (given, expected) => {
  answerPosts(lost)
  const began = at.clock.now()
  const before = { status: 200, body: { total_count: 0, configurations: [] } }
  at.github.answer({ method: 'GET' }, () => (at.clock.now() - began < given ? before : undefined), 9)
  expect(await create()).toMatchObject({ name })
  expect(at.clock.waits).toEqual(expected)
  expect(made()).toHaveLength(1)
})

test.each<[name: string, answers: Answer[], looks: string[]]>([
  ['is sent once more', [notSent], []],
  ['and lost on the second try is found too', [notSent, lost], [list]]
])('one that is not there %s', async (_, answers, looks) => {
  answerPosts(...answers)
  expect(await create()).toMatchObject({ name })
  expect(at.github.said()).toEqual([post, list, list, list, post, ...looks])
  expect(at.clock.waits.slice(0, 3)).toEqual([0, 2000, 3000])
  expect(made()).toHaveLength(1)
  expect(at.log).toContain('It does not exist: trying again to create it in acme.')
})

test('one that is never there is not sent a third time, and may have happened', async () => {
  at.github.answer({ method: 'POST' }, notSent, 9)
  await expect(create()).rejects.toMatchObject({ mayHaveSucceeded: true })
  expect(posts()).toHaveLength(2)
  expect(made()).toEqual([])
})

test('a second try that is refused is no certainty about the first', async () => {
  answerPosts(notSent, refused('Not today'))
  await expect(create()).rejects.toMatchObject(unknown('Not today'))
  expect(at.github.said()).toEqual([post, list, list, list, post, list, list, list])
})

test('a second try that is refused because the first came late finds what that made', async () => {
  answerPosts(notSent, madeBy(refused('It already exists')))
  expect(await create()).toMatchObject({ name })
  expect(made()).toHaveLength(1)
})

test('of two that were not there before, none is taken', async () => {
  answerPosts(madeBy(lost))
  const expected = `Now there are ${name} and ${name}_2, and it is unknown which of them this run created.`
  await expect(create()).rejects.toMatchObject(unknown(expected))
  expect(at.github.said()).toEqual([post, list])
})

const notComplete: Answer = { status: 200, body: { total_count: 9, configurations: [] } }
test.each<[name: string, given: Answer | undefined, expected: string]>([
  ['the list is refused', refused('No', 403), '(403)'],
  ['the list is never complete', notComplete, 'total_count is 9'],
  ['the time is used up', undefined, "'timeout' has expired"]
])('where %s, nobody can tell, and it is not sent again', async (_, given, expected) => {
  if (given) at.github.answer({ method: 'GET' }, given, 9)
  else await pass(at, 599_000)
  answerPosts(notSent)
  const error = await create().catch((error: Error) => error)
  expect(error).toMatchObject(unknown('Whether it was created is unknown. '))
  expect(error).toMatchObject(unknown(expected))
  expect(posts()).toHaveLength(1)
})

test.each([
  ['listed', () => void at.acme.addRegistry(body)],
  ['created', create]
])('one that was %s before is not taken for the new one', async (_, before) => {
  await before()
  await registries.list()
  answerPosts(notSent)
  expect(await create()).toMatchObject({ name: `${name}_2` })
})

test('one that was deleted before may come back under its name', async () => {
  at.acme.addRegistry(body)
  await registries.list()
  await registries.remove(name)
  answerPosts(lost)
  expect(await create()).toMatchObject({ name })
  expect(made()).toHaveLength(1)
})

test.each([
  ['another spelling of its address is recognised', 'HTTPS://Docker.acme.example:443/', name],
  ['one at another address is another one', 'https://other.acme.example', `${name}_2`]
])('%s', async (_, url, expected) => {
  answerPosts(madeBy(notSent, { url }))
  expect(await create()).toMatchObject({ name: expected, url: expected === name ? url : body.url })
})

test('where the server shows no address, nobody can tell whether the new one of that type is it', async () => {
  await at.restart({}, { showsUrl: false })
  at.acme.addRegistry({ ...body, url: 'https://old.acme.example' })
  await registries.list()
  answerPosts(lost)
  const expected = `Now there is ${name}_2, but this server does not show its URL`
  await expect(create()).rejects.toMatchObject(unknown(expected))
  expect(made()).toHaveLength(2)
})

test.each<[status: number, looks: string[]]>([
  [403, []],
  [422, []],
  [409, [list]]
])(
  'a refusal with %i is told; only a conflict is listed, and what is there never taken',
  async (status, looks) => {
    answerPosts({ status, body: { message: 'Somebody else was first' }, after: status === 409 })
    const expected = { mayHaveSucceeded: false, message: expect.stringContaining('Somebody else was first') }
    await expect(create()).rejects.toMatchObject(expected)
    expect(at.github.said()).toEqual([post, ...looks])
  }
)

test.each([
  ['in the request', []],
  ['in the search', [new RequestFailed([noAnswer('lost')], 'Lost.')]]
])('a defect %s is thrown as it is', async (_, failures) => {
  const request = () => Promise.reject(failures.shift() ?? new Error('a defect'))
  const { create } = privateRegistries({ ...at.client, request }, 'acme')
  await expect(create(body, 'it')).rejects.toThrow('a defect')
})
