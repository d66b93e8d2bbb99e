/** The members of an object in GitHub's answer; none of what is no object. */
export function members(data: unknown): Record<string, unknown> {
  return typeof data === 'object' ? { ...data } : {}
}
