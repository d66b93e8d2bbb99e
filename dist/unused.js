// In place of what the toolkit and Octokit load and this action never uses, such as HTTP clients of their own, commands,
// pagination, and a method for each endpoint. Every request goes through src/github/fetch.ts.
export class HttpClient {
  getAgent() {}
  getAgentDispatcher() {}
}

export const paginateRest = () => ({})
export const restEndpointMethods = () => ({})

export function fetch() {
  throw new Error('This action has one way out, and this is not it.')
}
