/** In place of undici's fetch: every request goes through src/github/fetch.ts. */
export function fetch() {
  throw new Error('This action has one way out, and undici is not it.')
}
