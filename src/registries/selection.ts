/** A repository's name, `owner/name`, a pattern with `*` in the place of the name, or digits for an id. */
export const selectionPattern = /^(?!0+$)([A-Za-z0-9][A-Za-z0-9_-]*\/)?(?!\.+$)[\w.*-]+$/

/** Whether a text is a repository's id: a whole number that JSON carries exactly. */
export function isRepositoryId(text: string): boolean {
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) && Number(text) > 0
}

/** What a text fails to be that should select repositories; only digits are meant as an id. */
export function selectionProblem(text: string): 'repository' | 'id' | undefined {
  if (/^\d+$/.test(text)) return isRepositoryId(text) ? undefined : 'id'
  return selectionPattern.test(text) ? undefined : 'repository'
}
