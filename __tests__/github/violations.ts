import type { ErrorObject } from 'ajv'

/** Puts ajv's errors in the words that GitHub uses for a body it refuses. */
export function inWords(errors: readonly ErrorObject[]): string[] {
  // A nullable member that is wrong fails three times: it is not null, not what it should be, and not either.
  const telling = errors.filter(({ keyword, params }) => keyword !== 'anyOf' && params['type'] !== 'null')
  return [...new Set((telling.length > 0 ? telling : errors).map(sentence))]
}

function sentence({ keyword, instancePath, params, data, message }: ErrorObject): string {
  const at = `For 'properties${instancePath}', ${JSON.stringify(data)}`
  switch (keyword) {
    case 'additionalProperties':
      return `"${within(instancePath, params['additionalProperty'])}" is not a permitted key.`
    case 'required':
      return `"${within(instancePath, params['missingProperty'])}" wasn't supplied.`
    case 'type':
      return `${at} is not ${/^[aeio]/.test(params['type']) ? 'an' : 'a'} ${params['type']}.`
    case 'enum':
      return `${at} is not a member of ${JSON.stringify(params['allowedValues'])}.`
    case 'pattern':
      return `${at} does not match /${params['pattern']}/.`
    case 'format':
      return `${at} is not a valid ${params['format']}.`
    default:
      return `${at} ${message}.`
  }
}

function within(instancePath: string, key: string): string {
  return [...instancePath.split('/').slice(1), key].join('.')
}
