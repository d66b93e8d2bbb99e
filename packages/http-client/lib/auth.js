/** In place of the toolkit's credentials for its OIDC client, which this action does not use. */
export class BearerCredentialHandler {}
