/** In place of a method for each of GitHub's thousand endpoints: this action sends its few requests by their routes. */
export function restEndpointMethods() {
  return {}
}
