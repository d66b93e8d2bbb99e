import { createOnce } from '../../src/github/create-once.ts'
import { RequestFailed } from '../../src/github/failure.ts'
import { type PrivateRegistries, privateRegistries } from '../../src/github/private-registries.ts'
import type { Organization } from '../github/organization.ts'
import type { Answer } from '../github/script.ts'
import type { GitHubOptions } from '../github/server.ts'
import { type Connected, connect } from './connected.ts'
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

let at: Connected
let acme: Organization
let registries: PrivateRegistries

beforeEach(() => begin())
afterEach(() => at.close())

/** A GitHub with one registry of another type, and one of the same type elsewhere. */
async function begin(options: GitHubOptions = {}): Promise<void> {
  at = await connect({}, options)
  acme = at.github.addOrganization('acme')
  acme.addRegistry({ registry_type: 'git_source', url: body.url })
  registries = privateRegistries(at.client, 'acme')
}

async function beginAnew(options: GitHubOptions): Promise<void> {
  await at.close()
  await begin(options)
}

const create = () => registries.create(body, 'it')
const answerPosts = (...answers: Answer[]) => {
  for (const answer of answers) at.github.answer({ method: 'POST' }, answer)
}
/** All registries of the body's type. */
const made = () => acme.registries.filter(one => one.registry_type === body.registry_type)

test.each<{ name: string; given: Answer }>([
  { name: 'is lost', given: lost },
  { name: 'is cut', given: 'cut' },
  { name: 'is a 500', given: { status: 500, body: {}, after: true } },
  { name: 'is a page', given: { status: 201, body: '<html>', after: true } },
  { name: 'is no registry', given: { status: 201, body: 'null', after: true } }
])('a create whose answer $name is found in the list, and not sent again', async ({ given }) => {
  answerPosts(given)
  expect(await create()).toMatchObject({ name, url: body.url })
  expect(at.github.said()).toEqual([post, list])
  expect(made()).toHaveLength(1)
  expect(at.log).toEqual([
    "GitHub's answer was lost; looking whether it did create it in acme.",
    `It did: the registry is ${name}.`
  ])
})

test.each([
  { given: 0, expected: [0] },
  { given: 2000, expected: [0, 2000] },
  { given: 5000, expected: [0, 2000, 3000] }
])('it is found in a list that lags by $given ms', async ({ given, expected }) => {
  answerPosts(lost)
  const began = at.clock.now()
  const before = { total_count: 0, configurations: [] }
  const lagging = () => (at.clock.now() - began < given ? { status: 200, body: before } : undefined)
  at.github.answer({ method: 'GET' }, lagging, 9)
  expect(await create()).toMatchObject({ name })
  expect(at.clock.waits).toEqual(expected)
  expect(made()).toHaveLength(1)
})

test('one that is not there is sent once more', async () => {
  answerPosts(notSent)
  expect(await create()).toMatchObject({ name })
  expect(at.github.said()).toEqual([post, list, list, list, post])
  expect(at.clock.waits).toEqual([0, 2000, 3000])
  expect(made()).toHaveLength(1)
  expect(at.log.at(-1)).toBe('It is not there: trying again to create it in acme.')
})

test('one that is lost on the second try is found too', async () => {
  answerPosts(notSent, lost)
  expect(await create()).toMatchObject({ name })
  expect(at.github.said()).toEqual([post, list, list, list, post, list])
  expect(made()).toHaveLength(1)
})

test('one that is never there is not sent a third time, and may have happened', async () => {
  at.github.answer({ method: 'POST' }, notSent, 9)
  await expect(create()).rejects.toMatchObject({ mayHaveHappened: true })
  expect(at.github.said().filter(line => line === post)).toHaveLength(2)
  expect(made()).toEqual([])
})

test('a second try that is refused is no certainty about the first', async () => {
  answerPosts(notSent, { status: 422, body: { message: 'Not today' } })
  await expect(create()).rejects.toMatchObject({
    mayHaveHappened: true,
    message: expect.stringContaining('Not today')
  })
  expect(at.github.said()).toEqual([post, list, list, list, post, list, list, list])
})

test('a second try that is refused because the first came late finds what that made', async () => {
  answerPosts(notSent, () => {
    acme.addRegistry(body)
    return { status: 422, body: { message: 'It already exists' } }
  })
  expect(await create()).toMatchObject({ name })
  expect(made()).toHaveLength(1)
})

test('of two that were not there before, none is taken', async () => {
  answerPosts(() => {
    acme.addRegistry(body)
    return lost
  })
  await expect(create()).rejects.toMatchObject({
    mayHaveHappened: true,
    message: expect.stringMatching(
      /Now there are DOCKER_REGISTRY_SECRET and DOCKER_REGISTRY_SECRET_2, and nobody can tell which one it made\.$/
    )
  })
  expect(at.github.said()).toEqual([post, list])
})

test.each<{ name: string; given: Answer; expected: RegExp }>([
  { name: 'is refused', given: { status: 403, body: { message: 'No' } }, expected: /\(403\)/ },
  {
    name: 'is never complete',
    given: { status: 200, body: { total_count: 9, configurations: [] } },
    expected: /total_count is 9/
  }
])('where the list $name, nobody can tell, and it is not sent again', async ({ given, expected }) => {
  answerPosts(lost)
  at.github.answer({ method: 'GET' }, given, 9)
  const creating = create()
  await expect(creating).rejects.toMatchObject({ mayHaveHappened: true })
  await expect(creating).rejects.toThrow(/Whether it did could not be found out\./)
  await expect(creating).rejects.toThrow(expected)
  expect(at.github.said().filter(line => line === post)).toHaveLength(1)
})

test('where the time is used up, nobody can tell, and it is not sent again', async () => {
  await at.clock.sleep(599_000, new AbortController().signal)
  answerPosts(notSent)
  await expect(create()).rejects.toThrow(/could not be found out\..*'timeout' is used up/)
  expect(at.github.said()).toEqual([post, list])
})

test('one that was listed before is not taken for the new one', async () => {
  acme.addRegistry(body)
  await registries.list()
  answerPosts(notSent)
  expect(await create()).toMatchObject({ name: `${name}_2` })
  expect(at.github.said().filter(line => line === post)).toHaveLength(2)
})

test('one that was created before is not taken for the new one', async () => {
  await create()
  answerPosts(notSent)
  expect(await create()).toMatchObject({ name: `${name}_2` })
})

test('one that was deleted before may come back under its name', async () => {
  acme.addRegistry(body)
  await registries.list()
  await registries.remove(name)
  answerPosts(lost)
  expect(await create()).toMatchObject({ name })
  expect(made()).toHaveLength(1)
})

test.each([
  { name: 'another spelling of its address', given: 'HTTPS://Docker.acme.example:443/' },
  { name: 'its address', given: body.url }
])('$name is recognised', async ({ given }) => {
  answerPosts(() => {
    acme.addRegistry({ ...body, url: given })
    return notSent
  })
  expect(await create()).toMatchObject({ name, url: given })
})

test('one at another address is another one', async () => {
  answerPosts(() => {
    acme.addRegistry({ ...body, url: 'https://other.acme.example' })
    return notSent
  })
  expect(await create()).toMatchObject({ name: `${name}_2`, url: body.url })
})

test('where the server shows no address, nobody can tell whether the new one of that type is it', async () => {
  await beginAnew({ showsUrl: false })
  acme.addRegistry({ ...body, url: 'https://old.acme.example' })
  await registries.list()
  answerPosts(lost)
  await expect(create()).rejects.toMatchObject({
    mayHaveHappened: true,
    message: expect.stringContaining(`Now there is ${name}_2, but this server does not show at which address`)
  })
  expect(made()).toHaveLength(2)
})

test('a conflict is listed and told, and what is there is never taken', async () => {
  answerPosts({ status: 409, body: { message: 'Somebody else was first' }, after: true })
  await expect(create()).rejects.toMatchObject({
    mayHaveHappened: false,
    message: expect.stringContaining('Somebody else was first')
  })
  expect(at.github.said()).toEqual([post, list])
})

test.each([403, 422])('a refusal with %i is told, and nothing is looked for', async status => {
  answerPosts({ status, body: { message: 'No' } })
  await expect(create()).rejects.toMatchObject({ mayHaveHappened: false })
  expect(at.github.said()).toEqual([post])
})

test.each([
  { name: 'in the request', post: new Error('a defect') },
  { name: 'in the search', post: new RequestFailed([noAnswer('lost')], 'Lost.') }
])('a defect $name is thrown as it is', async ({ post }) => {
  const creation = {
    doing: 'create it',
    post: () => Promise.reject(post),
    look: () => Promise.reject(new Error('a defect'))
  }
  await expect(createOnce(at.client, creation)).rejects.toThrow('a defect')
})
