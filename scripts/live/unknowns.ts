import { setTimeout } from 'node:timers/promises'
import { members } from '../../src/github/failure.ts'
import {
  appOf,
  clearsUsername,
  createsType,
  keepsAddress,
  lagsBehind,
  nothing,
  permissions,
  recognizesRefusal,
  refusesNewToken,
  Skipped,
  showsField,
  type Unknown,
  verdict
} from './experiments.ts'
import { madeUp, statusText } from './organization.ts'
import { ownHost } from './own.ts'

/** Everything that nobody has shown. The others can be asked only if the first answer is as expected. */
export const unknowns: readonly Unknown[] = [
  {
    id: 'no-repositories',
    question: 'Does GitHub create a registry for `selected` repositories with an empty list?',
    local: 'created',
    answers: {
      created: nothing,
      refused: '`src/registries/check.ts`, `missingSelection`: do not offer `[]`.'
    },
    experiment: async ({ create }) => verdict(await create(), 201, 'created')
  },
  {
    id: 'twins',
    question: 'Does GitHub create a second registry of the same type and address?',
    local: 'created',
    answers: {
      created: nothing,
      refused: '`src/github/private-registries.ts`, `createOnce`: send a create with a lost answer again.',
      'the first is replaced': '`src/github/private-registries.ts`, `create`: list before each create.'
    },
    async experiment({ made, create }) {
      const url = `https://${ownHost}/twins`
      const { name } = await made({ url })
      const second = await create({ url })
      const isSame = second.status === 201 && members(second.body)['name'] === name
      return isSame ? 'the first is replaced' : verdict(second, 201, 'created')
    }
  },
  {
    id: 'second-name',
    question: 'What are the names of the first and the second registry of a type?',
    local: 'TYPE_SECRET, TYPE_SECRET_2',
    answers: {
      'TYPE_SECRET, TYPE_SECRET_2': nothing,
      other: '`src/registries/registry.ts`, `registryName`: accept it. The documentation has examples.'
    },
    async experiment({ made }) {
      const pair = [await made(), await made()]
      return pair
        .map(({ name, registry_type }) => name.replaceAll(registry_type.toUpperCase(), 'TYPE'))
        .join(', ')
    }
  },
  clearsUsername('username-null', null, {
    cleared: '`src/write.ts`, `bodyOf`: null can be sent as it is.',
    kept: nothing,
    refused: nothing
  }),
  clearsUsername('username-empty', '', {
    cleared: nothing,
    kept: '`src/write.ts`, `bodyOf`: send null.',
    refused: '`src/write.ts`, `bodyOf`: send null.'
  }),
  {
    id: 'ids-alone',
    question: 'Can an update have `selected_repository_ids` without `visibility`?',
    local: 'refused',
    answers: {
      refused: nothing,
      accepted: '`src/registries/plan.ts`, `bodyFor`: send the ids alone.'
    },
    async experiment({ made, update }) {
      const { name } = await made()
      return verdict(await update(name, { selected_repository_ids: [] }), 204, 'accepted')
    }
  },
  {
    id: 'registry-type',
    question: 'Can an update change `registry_type`?',
    local: 'refused',
    answers: {
      refused: nothing,
      ignored: nothing,
      changed: '`src/registries/plan.ts`, `planExisting`: update it instead of recreating the registry.'
    },
    async experiment({ made, update, read, types }) {
      const { name } = await made()
      const [, other] = types()
      const answer = await update(name, { registry_type: other })
      if (answer.status !== 204) return verdict(answer, 204, '')
      return (await read(name))?.registry_type === other ? 'changed' : 'ignored'
    }
  },
  recognizesRefusal('stale-key', 'Is the refusal of an unknown `key_id` recognized?', () => ({
    key_id: '1'
  })),
  recognizesRefusal('unsealed', 'Is the refusal of a value that was not sealed recognized?', () => ({
    encrypted_value: Buffer.alloc(64, 'not sealed').toString('base64')
  })),
  createsType('hex_organization'),
  createsType('hex_repository'),
  {
    id: 'secret-size',
    question: 'How large may a secret be: 48, 64 or 100 KB?',
    local: '100 KB',
    answers: {
      '100 KB': '`src/registries/secret.ts`, `maxSecretBytes`: at least 100 KB.',
      '64 KB': '`src/registries/secret.ts`, `maxSecretBytes`: 64 KB.',
      '48 KB': nothing,
      'less than 48 KB': '`src/registries/secret.ts`, `maxSecretBytes`: less.'
    },
    async experiment({ made, update, seal }) {
      const { name } = await made()
      let largest = 'less than 48 KB'
      for (const size of [48, 64, 100]) {
        const answer = await update(name, await seal('x'.repeat(size * 1024)))
        if (answer.status === 413 || answer.status === 422) break
        if (answer.status !== 204) return statusText(answer)
        largest = `${size} KB`
      }
      return largest
    }
  },
  keepsAddress('without-scheme', `${ownHost}/a`, 'without a scheme', 'refused'),
  keepsAddress('ftp', `ftp://${ownHost}/a`, 'of another scheme', 'refused'),
  keepsAddress('http', `http://${ownHost}/a`, 'with `http:`'),
  keepsAddress('path', `https://${ownHost}/a/b`, 'with a path'),
  keepsAddress('slash', `https://${ownHost}/a/`, 'with a slash at its end'),
  keepsAddress('port', `https://${ownHost}:443/a`, 'with the default port'),
  keepsAddress('case', `HTTPS://${ownHost.toUpperCase()}/A`, 'in upper case'),
  keepsAddress('escape', `https://${ownHost}/a%20b`, 'with `%20`'),
  keepsAddress('space', `https://${ownHost}/a b`, 'with a space', 'refused'),
  keepsAddress('query', `https://${ownHost}/a?b=c#d`, 'with a query and a fragment'),
  keepsAddress('user', `https://user@${ownHost}/a`, 'with a user name'),
  keepsAddress('unicode', `https://bücher.${ownHost}/ä`, 'with letters beyond ASCII', 'refused'),
  lagsBehind('list', {
    'at once': '`src/carry-out.ts`, `listDelays`: one list is enough.',
    other: '`src/carry-out.ts` and `src/github/private-registries.ts`, `listDelays`: cover it.'
  }),
  lagsBehind('read', {
    'at once': nothing,
    other: '`src/carry-out.ts`, `readByName`: one read cannot decide.'
  }),
  showsField('selected_repository_ids', 'hidden', {
    hidden: nothing,
    shown: nothing
  }),
  showsField('url', 'shown', {
    shown: '`src/registries/match.ts`, `possiblyCreated`: only for older servers.',
    hidden: nothing
  }),
  showsField('auth_type', 'shown', {
    shown: '`src/registries/match.ts`, `isShown`: only for older servers.',
    hidden: nothing
  }),
  {
    id: 'updated-at',
    question: 'Does writing only the secret change `updated_at`?',
    local: 'changed',
    answers: {
      changed: nothing,
      kept: '`src/registries/plan.ts`, `isDue`: the age of a registry is not that of its secret.',
      'not shown': nothing
    },
    async experiment({ made, updated, read, seal }) {
      const { name } = await made()
      const before = (await read(name))?.updated_at
      // GitHub shows whole seconds.
      await setTimeout(1100)
      await updated(name, await seal(madeUp))
      const after = (await read(name))?.updated_at
      if (after === undefined) return 'not shown'
      return after === before ? 'kept' : 'changed'
    }
  },
  {
    id: 'forbidden',
    question: 'Which headers explain a 403? (Asked with a token that can only read.)',
    local: 'status 403 with x-accepted-github-permissions',
    answers: {
      'status 403 with x-accepted-github-permissions': nothing,
      other: '`src/github/explain.ts`, `whyForbidden`: read these.'
    },
    async experiment({ create, weakToken }) {
      if (!weakToken) throw new Skipped('LIVE_WEAK_TOKEN is not set')
      const answer = await create({}, weakToken)
      const told = [
        'x-accepted-github-permissions',
        'x-oauth-scopes',
        'x-accepted-oauth-scopes',
        'x-github-sso'
      ].filter(name => answer.headers.has(name))
      return `${statusText(answer)} with ${told.join(', ') || 'none'}`
    }
  },
  {
    id: 'app-permission',
    question: 'Can a token of an App be restricted to `organization_private_registries`?',
    local: 'restricted',
    answers: {
      restricted: nothing,
      refused: '`src/github/app.ts`, `createToken`: do not try.',
      'not restricted': '`src/github/app.ts`, `createToken`: compare the permissions in the answer.'
    },
    async experiment(live) {
      const { answer } = await appOf(live).createToken(permissions)
      if (answer.status !== 201) return verdict(answer, 201, '')
      const granted = members(members(answer.body)['permissions'])
      return Object.keys(granted).join() === Object.keys(permissions).join() ? 'restricted' : 'not restricted'
    }
  },
  refusesNewToken('new-token', ''),
  refusesNewToken('new-restricted-token', ' that is restricted', permissions)
]
