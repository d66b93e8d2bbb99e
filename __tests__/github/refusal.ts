/** A problem with one field, in GitHub's form. */
export interface FieldError {
  readonly resource: string
  readonly field: string
  readonly code: string
}

/** What a refusal may say beside its message. */
export interface RefusalDetails {
  readonly errors?: readonly (string | FieldError)[]
  readonly headers?: Readonly<Record<string, string>>
  /** The address to read more at; by default that of the endpoint. */
  readonly documentation?: string
  /** For a redirect: where the resource is now. */
  readonly url?: string
}

/** Thrown wherever a request cannot be granted; becomes the answer that GitHub would give. */
export class Refusal extends Error {
  readonly status: number
  readonly details: RefusalDetails

  constructor(status: number, message: string, details: RefusalDetails = {}) {
    super(message)
    this.status = status
    this.details = details
  }
}

/** The refusal for whatever does not exist or may not be seen. */
export function notFound(details?: RefusalDetails): Refusal {
  return new Refusal(404, 'Not Found', details)
}
