/** The known name that is meant by a misspelt one, if one is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const most = Math.min(3, 1 + Math.floor(name.length / 4))
  for (let edits = 0; edits <= most; edits++) {
    const found = known.find(candidate => isWithin(edits, name, candidate))
    if (found) return found
  }
  return undefined
}

/** Whether so many letters added, removed or replaced make one word of the other. */
function isWithin(edits: number, from: string, to: string): boolean {
  if (Math.abs(from.length - to.length) > edits) return false
  if (edits === 0 || from === to) return from === to
  let same = 0
  while (from[same] === to[same]) same++
  const [fromRest, toRest] = [from.slice(same), to.slice(same)]
  return (
    isWithin(edits - 1, fromRest.slice(1), toRest.slice(1)) ||
    isWithin(edits - 1, fromRest.slice(1), toRest) ||
    isWithin(edits - 1, fromRest, toRest.slice(1))
  )
}
