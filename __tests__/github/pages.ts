/** The entries of the page that a query asks for, and the `Link` header to the other pages if there are any. */
export function pageOf<T>(
  entries: readonly T[],
  query: URLSearchParams,
  address: string
): { entries: T[]; headers: Record<string, string> } {
  const size = Number(query.get('per_page') ?? 30)
  const page = Number(query.get('page') ?? 1)
  const last = Math.max(1, Math.ceil(entries.length / size))
  const links: [rel: string, page: number][] = [
    ...(page > 1 ? [['prev', Math.min(page - 1, last)] as [string, number]] : []),
    ...(page < last
      ? ([
          ['next', page + 1],
          ['last', last]
        ] as [string, number][])
      : []),
    ...(page > 1 ? [['first', 1] as [string, number]] : [])
  ]
  const link = links.map(([rel, number]) => {
    const target = new URLSearchParams(query)
    target.set('page', String(number))
    return `<${address}?${target}>; rel="${rel}"`
  })
  return {
    entries: entries.slice((page - 1) * size, page * size),
    headers: link.length > 0 ? { link: link.join(', ') } : {}
  }
}
