/** A JSON Schema, or a part of an OpenAPI description. */
export type Schema = Record<string, unknown>

/** The `$id` under which the rewritten description is known to ajv. */
export const descriptionId = 'github'

/** Tells whether a value is an object with named members. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Rewrites OpenAPI 3.0 to the JSON Schema that ajv reads: `nullable` becomes a union with null, objects are
 * closed against unknown members, and references hold wherever the schema is compiled.
 */
export function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict)
  if (!isObject(value)) return value
  const schema = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, strict(member)]))
  if (typeof schema['$ref'] === 'string') return { $ref: `${descriptionId}${schema['$ref']}` }
  if (isObject(schema['properties'])) schema['additionalProperties'] ??= false
  if (schema['nullable'] !== true) return schema
  const { nullable, ...rest } = schema
  return { anyOf: [{ type: 'null' }, rest] }
}
