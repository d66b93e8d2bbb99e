/** A repository's name, `owner/name`, a pattern with `*` in the place of the name, or digits for an id. */
export const selectionPattern = /^(?!0$)([A-Za-z0-9][A-Za-z0-9_-]*\/)?(?!\.+$)[\w.*-]+$/

/** Whether a text is a repository's id: a whole number that JSON carries exactly. */
export function isRepositoryId(text: string): boolean {
  return isMeantAsId(text) && Number.isSafeInteger(Number(text)) && Number(text) > 0
}

/** A repository may be called `007`. */
function isMeantAsId(text: string): boolean {
  return /^(0|[1-9]\d*)$/.test(text)
}

/** What a text fails to be that should select repositories. */
export function selectionProblem(text: string): 'repository' | 'id' | undefined {
  if (isMeantAsId(text)) return isRepositoryId(text) ? undefined : 'id'
  return selectionPattern.test(text) ? undefined : 'repository'
}
