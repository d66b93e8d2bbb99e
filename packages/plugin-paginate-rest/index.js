/** In place of Octokit's pagination: src/github/pages.ts reads lists, and notices when they do not fit together. */
export function paginateRest() {
  return {}
}
