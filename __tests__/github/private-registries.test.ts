import type { Client } from '../../src/github/client.ts'
import { RequestFailed, unexpectedAnswer } from '../../src/github/failure.ts'
import { type PrivateRegistries, privateRegistries } from '../../src/github/private-registries.ts'
import type { Answer, GivenReply } from '../local-github/script.ts'
import { connected, creating, pass } from './connected.ts'

const path = '/orgs/acme/private-registries'
const firstPage = `GET ${path}?per_page=100`
const post = `POST ${path}`
const git = { registry_type: 'git_source', url: 'https://docker.acme.example' }
const body = { ...creating.data, registry_type: 'docker_registry', url: git.url }
const [gitName, name] = ['GIT_SOURCE_SECRET', 'DOCKER_REGISTRY_SECRET']
let registries: PrivateRegistries

/** A GitHub with one registry, at the address of those that are created, but of another type. */
const at = connected({}, ({ acme, client }) => {
  acme.addRegistry(git)
  registries = privateRegistries(client, 'acme')
})

const ok = (body: unknown): Answer => ({ status: 200, body })
const refused = (status: number, message = 'No', more: object = {}): Answer => {
  return { status, body: { message }, ...more }
}
const answerWith = (when: { method?: string }, ...answers: Answer[]) => {
  for (const answer of answers) at.github.answer(when, answer)
}

test('the public key is read, and a registry read, made, changed and removed, each with one request', async () => {
  const { key } = at.acme
  expect(await registries.publicKey()).toEqual({ key_id: key.id, key: key.publicKey })
  expect(await registries.get(gitName)).toMatchObject(git)
  await registries.create(body, 'it')
  await registries.update(name, { audience: 'a' })
  await registries.remove(gitName)
  expect(at.acme.registries).toMatchObject([{ ...body, name, audience: 'a' }])
  expect(at.github.said()).toEqual([
    ...[`GET ${path}/public-key`, `GET ${path}/${gitName}`, post],
    ...[`PATCH ${path}/${name}`, `DELETE ${path}/${gitName}`]
  ])
  expect(at.github.violations).toEqual([])
})

const noKey = 'it is not a public key of 32 bytes in base64 with an id'
const noRegistry = 'it is not a registry with a name and a type'
test.each<[name: string, given: unknown, act: () => Promise<unknown>, expected: string]>([
  ['a key without an id', { key: 'k' }, () => registries.publicKey(), noKey],
  ['a key whose id is a number', { key: 'k', key_id: 7 }, () => registries.publicKey(), noKey],
  ['a key of one byte', { key: 'k', key_id: '7' }, () => registries.publicKey(), noKey],
  ['a registry without a type', { name: 'N' }, () => registries.get('N'), noRegistry]
])('%s is not understood, however often it is asked for', async (_, given, act, expected) => {
  at.github.answer({}, ok(given), 9)
  const message = expect.stringContaining(`${expected}. There were 5 attempts.`)
  await expect(act()).rejects.toMatchObject({ mayHaveSucceeded: false, message })
  expect(at.github.said()).toHaveLength(5)
})

test('an update or a delete may answer with nothing or a registry, but with nothing else', async () => {
  for (const body of [{}, { name: gitName, registry_type: 'git_source' }]) {
    at.github.answer({}, ok(body), 2)
    await registries.update(gitName, { visibility: 'private' })
    await registries.remove(gitName)
  }
  expect(at.github.said()).toHaveLength(4)
  at.github.answer({}, ok({ error: 'please sign in' }), 10)
  const uncertain = {
    mayHaveSucceeded: true,
    message: expect.stringContaining('neither empty nor a registry')
  }
  await expect(registries.update(gitName, {})).rejects.toMatchObject(uncertain)
  await expect(registries.remove(gitName)).rejects.toMatchObject(uncertain)
})

test.each<[expected: string, act: () => Promise<unknown>]>([
  ['list the private registries of acme', () => registries.list()],
  ['read the public key of acme', () => registries.publicKey()],
  ['read N of acme', () => registries.get('N')],
  ['create npm_registry in acme', () => registries.create({}, 'npm_registry')],
  ['update N in acme', () => registries.update('N', {})],
  ['delete N from acme', () => registries.remove('N')]
])('an error says what was to be done: %s', async (expected, act) => {
  at.github.answer({}, refused(403))
  await expect(act()).rejects.toThrow(`GitHub refused to ${expected} (403): `)
})

const slow = refused(429, 'Slow', { headers: { 'retry-after': '1' } })
test.each<[name: string, given: Answer[], expected: string, of?: string]>([
  ['finds nothing the first time', [], '(404)', 'OTHER'],
  ['finds nothing after a rate limit', [slow], '(404)', 'OTHER'],
  ['is refused after a lost answer', ['reset', refused(403)], '(403)'],
  ['has no answer', ['reset', 'reset', 'reset', 'reset', 'reset'], 'Check the organization']
])('a DELETE that %s fails', async (_, given, expected, of = gitName) => {
  answerWith({}, ...given)
  await expect(registries.remove(of)).rejects.toMatchObject({
    ...{ message: expect.stringContaining(expected), mayHaveSucceeded: given[0] === 'reset' }
  })
})

test('a DELETE whose answer was lost is done when it finds nothing the second time', async () => {
  at.github.answer({}, { fault: 'reset', after: true })
  await registries.remove(gitName)
  expect(at.acme.registries).toEqual([])
  expect(at.github.said()).toHaveLength(2)
})

test('whole numbers that JSON would round become text, and what was sealed is left out', async () => {
  const body =
    '{"name":"A","registry_type":"git_source","id":1152921504606846976,"more":[{"id":9007199254740993}],"encrypted_value":"c2VjcmV0","key_id":"1"}'
  at.github.answer({}, { status: 200, body, headers: { 'content-type': 'application/json' } })
  expect(await registries.get('A')).toEqual({
    ...{ name: 'A', registry_type: 'git_source', id: '1152921504606846976' },
    more: [{ id: '9007199254740993' }]
  })
})

describe('a list', () => {
  const registry = (name: string) => ({ name, registry_type: 'npm_registry' })
  const page = (total_count: unknown, ...names: string[]): GivenReply => ({
    ...{ status: 200, body: { total_count, configurations: names.map(registry) } }
  })
  const namesIn = async () => (await registries.list()).map(({ name }) => name)

  test.each([
    [1, ['']],
    [100, ['']],
    [250, ['', '&page=2', '&page=3']]
  ])('of %i takes as many pages as needed, and has all of them', async (count, pages) => {
    for (let number = 1; number < count; number++) at.acme.addRegistry(git)
    expect(await namesIn()).toEqual(at.acme.registries.map(({ name }) => name))
    expect(at.github.said()).toEqual(pages.map(page => firstPage + page))
    expect(at.github.violations).toEqual([])
  })

  const noList = 'it is not a list with total_count and configurations.'
  const noType = 'the list contains an item without a name and a type.'
  const contains = (total: number, count: number) =>
    `total_count is ${total}, but the pages contain ${count} registries.`
  test.each<[name: string, given: Answer[], expected: string]>([
    ['fewer', [page(3, 'A'), page(3)], contains(3, 1)],
    ['more', [page(1, 'A', 'B')], contains(1, 2)],
    ['a changed count', [page(3, 'A', 'B'), page(2)], 'total_count changed from 3 to 2 between pages.'],
    ['a repeated page', [page(2, 'A'), page(2, 'A')], contains(2, 1)],
    ['more pages', [page(4, 'A', 'B'), page(4, 'C')], contains(4, 3)],
    ['a count that is text', [page('1', 'A')], noList],
    ['no list', [ok({ total_count: 0 })], noList],
    ['null', [ok('null')], noList],
    ['something without a type', [ok({ total_count: 1, configurations: [{ name: 'A' }] })], noType],
    ['a name that is empty', [page(1, '')], noType]
  ])('with %s is none, however often it is read', async (_, given, expected) => {
    for (const [index, answer] of given.entries()) {
      const number = index === 0 ? '' : `&page=${index + 1}`
      at.github.answer({ path: `${path}?per_page=100${number}` }, answer, 99)
    }
    const message = `does not match GitHub's API: ${expected} There were 5 attempts.`
    await expect(registries.list()).rejects.toThrow(message)
    expect(at.github.said()).toHaveLength(5 * given.length)
    expect(at.clock.waits).toHaveLength(4)
  })

  test('that does not fit together is read again from its beginning', async () => {
    answerWith({}, page(3, 'A', 'B'), page(3), page(3, 'A', 'C'), page(3, 'B'))
    expect(await namesIn()).toEqual(['A', 'C', 'B'])
    const second = `${firstPage}&page=2`
    expect(at.github.said()).toEqual([firstPage, second, firstPage, second])
    const why = 'to list the private registries of acme again: the answer was unexpected.'
    expect(at.log).toEqual([expect.stringMatching(`^Waiting until .* ${why}$`)])
  })

  test('that is refused on its second page is not read again', async () => {
    answerWith({}, page(2, 'A'), refused(403))
    await expect(registries.list()).rejects.toThrow('(403)')
    expect(at.github.said()).toHaveLength(2)
  })

  test('keeps what is unknown, and leaves out what is of another type than described', async () => {
    const kept = { ...registry('A'), auth_type: 'oidc_new', username: null, new: [1] }
    at.github.answer({}, ok({ total_count: 1, configurations: [{ ...kept, url: null, visibility: 7 }] }))
    expect(await registries.list()).toEqual([kept])
  })

  test('without end is left after 1,000 pages, for good', async () => {
    let number = 0
    // What comes through HTTP is shown above; a thousand pages of it take seconds.
    const request: Client['request'] = async (_, read) => {
      const data = { total_count: 1e9, configurations: [registry(`R${number++}`)] }
      return read({ status: 200, headers: {}, data })
    }
    const endless = privateRegistries({ ...at.client, request }, 'acme').list()
    await expect(endless).rejects.toThrow(/is a list of more than 1000 pages\. Check/)
    expect(number).toBe(1000)
  })
})

describe('a create', () => {
  const lost: Answer = { fault: 'reset', after: true }
  const notSent: Answer = 'reset'
  const create = () => registries.create(body, 'it')
  const answerPosts = (...answers: Answer[]) => answerWith({ method: 'POST' }, ...answers)
  /** All registries of the body's type. */
  const made = () => at.acme.registries.filter(one => one.registry_type === body.registry_type)
  const posts = () => at.github.said().filter(line => line === post)
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
  ])('whose answer %s is found in the list, and not sent again', async (_, given) => {
    answerPosts(given)
    expect(await create()).toMatchObject({ name, url: body.url })
    expect(at.github.said()).toEqual([post, firstPage])
    expect(made()).toHaveLength(1)
    expect(at.log).toEqual([
      "GitHub's answer was lost. Checking whether it did create it in acme.",
      `It did: the registry is ${name}.`
    ])
  })

  test.each([
    [2000, [0, 2000]],
    [5000, [0, 2000, 3000]]
  ])('is found in a list that lags by %i ms', async (given, expected) => {
    answerPosts(lost)
    const began = at.clock.now()
    const before = ok({ total_count: 0, configurations: [] })
    at.github.answer({ method: 'GET' }, () => (at.clock.now() - began < given ? before : undefined), 9)
    expect(await create()).toMatchObject({ name })
    expect(at.clock.waits).toEqual(expected)
    expect(made()).toHaveLength(1)
  })

  test.each<[name: string, answers: Answer[], looks: string[]]>([
    ['is sent once more', [notSent], []],
    ['and lost on the second try is found too', [notSent, lost], [firstPage]]
  ])('that is not there %s', async (_, answers, looks) => {
    answerPosts(...answers)
    expect(await create()).toMatchObject({ name })
    expect(at.github.said()).toEqual([post, firstPage, firstPage, firstPage, post, ...looks])
    expect(at.clock.waits.slice(0, 3)).toEqual([0, 2000, 3000])
    expect(made()).toHaveLength(1)
    expect(at.log).toContain('It does not exist: trying again to create it in acme.')
  })

  test.each<[name: string, second: Answer, expected: string]>([
    ['lost too', notSent, 'ended before the answer was complete'],
    ['refused', refused(422, 'Not today'), 'Not today']
  ])(
    'whose second try is %s is not sent a third time, and may have happened',
    async (_, second, expected) => {
      answerPosts(notSent, second)
      await expect(create()).rejects.toMatchObject(unknown(expected))
      const looks = [firstPage, firstPage, firstPage]
      expect(at.github.said()).toEqual([post, ...looks, post, ...looks])
      expect(made()).toEqual([])
    }
  )

  test('whose second try is refused because the first came late finds what that made', async () => {
    answerPosts(notSent, madeBy(refused(422, 'It already exists')))
    expect(await create()).toMatchObject({ name })
    expect(made()).toHaveLength(1)
  })

  test('takes none of two that were not there before', async () => {
    answerPosts(madeBy(lost))
    const expected = `Now there are ${name} and ${name}_2, and it is unknown which of them this run created.`
    await expect(create()).rejects.toMatchObject(unknown(expected))
    expect(at.github.said()).toEqual([post, firstPage])
  })

  test.each<[name: string, given: Answer | undefined, expected: string]>([
    ['the list is refused', refused(403), '(403)'],
    ['the list is never complete', ok({ total_count: 9, configurations: [] }), 'total_count is 9'],
    ['the time is used up', undefined, "'timeout' has expired"]
  ])('is not sent again where %s, and nobody can tell', async (_, given, expected) => {
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
  ])('does not take one for its own that was %s before', async (_, before) => {
    await before()
    await registries.list()
    answerPosts(notSent)
    expect(await create()).toMatchObject({ name: `${name}_2` })
  })

  test('does not take a deleted one that the list still shows', async () => {
    at.acme.addRegistry({ ...body, updated_at: '2025-01-01T00:00:00Z' })
    const configurations = await registries.list()
    await registries.remove(name)
    answerPosts(notSent)
    at.github.answer({ method: 'GET' }, { status: 200, body: { total_count: 2, configurations } }, 3)
    expect(await create()).toMatchObject({ name })
    expect(made()).toHaveLength(1)
  })

  test('takes one that comes back under the name of a deleted one', async () => {
    at.acme.addRegistry({ ...body, updated_at: '2025-01-01T00:00:00Z' })
    await registries.list()
    await registries.remove(name)
    answerPosts(lost)
    expect(await create()).toMatchObject({ name })
    expect(made()).toHaveLength(1)
  })

  test.each([
    ['recognises another spelling of its address', 'HTTPS://Docker.acme.example:443/', name],
    ['does not take one at another address', 'https://other.acme.example', `${name}_2`]
  ])('%s', async (_, url, expected) => {
    answerPosts(madeBy(notSent, { url }))
    expect(await create()).toMatchObject({ name: expected, url: expected === name ? url : body.url })
  })

  test('cannot tell whether the new one of its type is it where the server shows no address', async () => {
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
    [409, [firstPage]]
  ])('that is refused with %i lists after a conflict alone, and takes nothing', async (status, looks) => {
    answerPosts(refused(status, 'Somebody else was first', { after: status === 409 }))
    const message = expect.stringContaining('Somebody else was first')
    await expect(create()).rejects.toMatchObject({ mayHaveSucceeded: false, message })
    expect(at.github.said()).toEqual([post, ...looks])
  })

  test.each([
    ['in the request', []],
    ['in the search', [new RequestFailed([unexpectedAnswer('').failure], 'Lost.')]]
  ])('throws a defect %s as it is', async (_, failures) => {
    const request = () => Promise.reject(failures.shift() ?? new Error('a defect'))
    const { create } = privateRegistries({ ...at.client, request }, 'acme')
    await expect(create(body, 'it')).rejects.toThrow('a defect')
  })
})
