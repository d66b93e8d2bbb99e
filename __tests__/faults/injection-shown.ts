import { fieldNames } from '../../src/registries/registry.ts'
import { all, key, listOf, npm, path, type Try, textOf, urlOf } from './injection-try.ts'

/** Every member of a registry, from GitHub, for every operation that shows registries. */
export function shownRegistries(): Try[] {
  const members = ['name', ...fieldNames, 'created_at', 'updated_at', 'key']
  const operations: Record<string, string>[] = [
    { operation: 'list' },
    { operation: 'export' },
    { operation: 'export', manifest: path },
    { operation: 'plan', prune: 'true', 'max-deletions': '1000' },
    { operation: 'apply', 'write-interval': '0s', timeout: '1h' }
  ]
  return operations.flatMap(inputs =>
    members.map(member => {
      const configurations = all.map(number => ({
        ...{ ...npm, url: urlOf(number), name: `R${number}`, username: 'bot' },
        ...(member === 'key' ? { [textOf(number)]: textOf(number) } : { [member]: textOf(number) })
      }))
      const registries = all.map(number => ({
        ...npm,
        url: urlOf(number),
        auth_type: 'token',
        username: 'ci'
      }))
      const wanted = { ...inputs, 'rewrite-secrets': 'never', manifest: path }
      const isExport = ['list', 'export'].includes(inputs['operation'] ?? '')
      return {
        field: `${member} of registries, by ${Object.values(inputs).join(' ')}`,
        numbers: all,
        with: isExport ? inputs : wanted,
        files: isExport ? {} : { [path]: JSON.stringify({ registries }) },
        answer: ({ method, path }) => {
          if (path.endsWith('/public-key')) return { status: 200, body: key }
          return method === 'GET' ? listOf(configurations) : { status: 204 }
        }
      }
    })
  )
}

/** What GitHub answers to a create. */
export function creations(): Try[] {
  const registries = all.map(number => ({ ...npm, url: urlOf(number), secret_env: 'MADE_UP' }))
  return ['name', 'registry_type', 'url', 'username', 'visibility', 'auth_type', 'message'].map(member => ({
    field: `${member} in the answer to a create`,
    numbers: all,
    with: { operation: 'apply', manifest: path, 'write-interval': '0s', timeout: '1h' },
    files: { [path]: JSON.stringify({ registries }) },
    answer: ({ method, path, body }) => {
      if (path.endsWith('/public-key')) return { status: 200, body: key }
      if (method === 'GET') return listOf([])
      const number = Number(/r(\d+)\./.exec(String(Object(body).url))?.[1])
      if (member === 'message') return { status: 422, body: { message: textOf(number) } }
      return {
        status: 201,
        body: { ...npm, name: `R${number}`, url: urlOf(number), [member]: textOf(number) }
      }
    }
  }))
}

/** The id of the organization's key. */
export function keyIds(): Try[] {
  return all.map(number => ({
    field: 'the id of a key',
    numbers: [number],
    with: { operation: 'get-public-key' },
    answer: () => ({ status: 200, body: { ...key, key_id: textOf(number) } })
  }))
}
