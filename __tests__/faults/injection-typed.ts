import { fieldNames } from '../../src/registries/registry.ts'
import { all, key, listOf, npm, path, type Try, textOf, urlOf } from './injection-try.ts'
import { payloads } from './payloads.ts'

/** Every input at once, each with another payload, until each has had all of them. */
export function typed(): Try[] {
  const inputs = [
    ...['operation', 'org', 'request-timeout', 'timeout', 'rewrite-secrets', 'max-deletions', 'prune'],
    ...['allow-recreate', 'write-interval', 'dry-run', 'allowed-hosts', 'name', 'selected-repositories'],
    ...['selected-repository-ids', 'manifest', 'github-api-url'],
    ...fieldNames.map(field => field.replaceAll('_', '-'))
  ]
  return ['create', 'update', 'apply', 'rotate', 'get', 'pwned'].flatMap(operation =>
    all.map(first => {
      const texts = inputs.map((input, index) => [input, textOf(first + index).replaceAll('\0', '')])
      const given = operation === 'pwned' ? {} : { operation }
      return {
        field: `the inputs of ${operation === 'pwned' ? 'no operation' : operation}`,
        numbers: inputs.map((_, index) => (first + index) % payloads.length),
        with: { ...Object.fromEntries(texts), ...given, ...(first % 2 ? { manifest: '' } : {}) }
      }
    })
  )
}

/** Every key of the manifest, as its value and in its place. */
export function manifests(): Try[] {
  const keys = [...fieldNames, 'name', 'secret_env', 'selected_repositories', 'orgs', 'secret', 'key']
  const entries = keys.flatMap(member =>
    [false, true].map(inList => {
      const registries = all.map(number => {
        const text = inList ? [textOf(number)] : textOf(number)
        const entry = { ...npm, url: urlOf(number), secret_env: 'MADE_UP', auth_type: 'token' }
        return member === 'key' ? { ...entry, [textOf(number)]: text } : { ...entry, [member]: text }
      })
      return { field: `${member} in the manifest${inList ? ', as a list' : ''}`, registries }
    })
  )
  return entries.map(({ field, registries }) => ({
    field,
    numbers: all,
    with: { operation: 'plan', manifest: path },
    files: { [path]: JSON.stringify({ registries }) },
    answer: ({ path }) => (path.endsWith('/public-key') ? { status: 200, body: key } : listOf([]))
  }))
}

/** A payload as the whole manifest, and as the name of its file. */
export function files(): Try[] {
  return all.flatMap(number => {
    const text = textOf(number)
    const file = text.replaceAll('\0', '').toWellFormed().slice(0, 60)
    const answer = () => listOf([{ ...npm, name: 'NPM_REGISTRY_SECRET' }])
    const named: Try = {
      field: 'the name of the manifest',
      numbers: [number],
      with: { operation: 'plan', manifest: file },
      files: { [file]: 'registries: [{url: 3}]' }
    }
    return [
      {
        field: 'the text of the manifest',
        numbers: [number],
        with: { operation: 'plan', manifest: path },
        files: { [path]: text }
      },
      ...(/^\s|\s$|\.\./.test(file) ? [] : [named]),
      {
        field: 'the name of an export',
        numbers: [number],
        with: { operation: 'export', manifest: file },
        answer
      }
    ]
  })
}
