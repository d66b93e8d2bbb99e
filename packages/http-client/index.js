/** In place of the toolkit's client: @actions/github asks one for agents when it is loaded, and uses none of them. */
export class HttpClient {
  getAgent() {}
  getAgentDispatcher() {}
}
