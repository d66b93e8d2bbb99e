import type { Found, Listed } from '../request.ts'
import type { Table } from './page.ts'
import { addressText, code, prose } from './sanitise.ts'

/** The registries of organizations, one row each; the organization is told where there are several. */
export function listTable(lists: readonly Listed[]): Table {
  const found = lists.flatMap(({ org, registries }) => registries.map(registry => ({ org, registry })))
  return registryTable(found, lists.length > 1)
}

/** Registries as GitHub shows them, one row each. */
export function registryTable(found: readonly Found[], withOrg: boolean): Table {
  const columns = ['Name', 'Type', 'Address', 'Visibility', 'Authentication', 'Updated']
  const rows = found.map(({ org, registry }) => {
    const { name, registry_type, url = '', visibility = '', auth_type = '', updated_at = '' } = registry
    const cells = [
      code(name),
      code(registry_type),
      code(addressText(url)),
      prose(visibility),
      prose(auth_type),
      prose(updated_at.slice(0, 10))
    ]
    return withOrg ? [code(org), ...cells] : cells
  })
  return { columns: withOrg ? ['Organization', ...columns] : columns, rows }
}
