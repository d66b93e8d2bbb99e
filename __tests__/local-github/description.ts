import { readFileSync } from 'node:fs'
import { Ajv, type ErrorObject } from 'ajv'
import formats from 'ajv-formats'
import { type Deviation, deviations } from './deviations.ts'

/** The descriptions that are kept here. */
export type DescriptionName = 'api.github.com' | 'ghes-3.18'

/** A JSON Schema, or a part of an OpenAPI description. */
export type Schema = Record<string, unknown>

/** GitHub's OpenAPI description, ready to judge requests and answers; violations are in words. */
export type Description = ReturnType<typeof makeDescription>

const known = new Map<string, Description>()

/** Reads a description on first use and keeps it; its schemas are compiled when they are first needed. */
export function readDescription(name: DescriptionName, allowed = deviations): Description {
  const key = [name, ...allowed.map(deviation => deviations.indexOf(deviation))].join(' ')
  const description = known.get(key) ?? makeDescription(name, allowed)
  known.set(key, description)
  return description
}

/** Tells whether a value is an object with named members. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function makeDescription(name: DescriptionName, allowed: readonly Deviation[]) {
  const file = new URL(`./description/${name}.json`, import.meta.url)
  const original = JSON.parse(readFileSync(file, 'utf8'))
  for (const deviation of allowed) amend(original, deviation)
  for (const one of operationsOf(original)) one.query = querySchema(original, one.parameters)
  const root = strict(original) as Schema
  const ajv = new Ajv({
    ...{ strict: false, allErrors: true, verbose: true, meta: false, validateSchema: false },
    // A process judges a few bodies only, so what counts is the time to compile.
    ...{ inlineRefs: false, code: { optimize: false } }
  })
  formats.default(ajv)
  ajv.addSchema(root, descriptionId)

  const at = (...names: string[]): unknown => lookUp(root, root, names)
  const operation = (route: string, ...names: string[]): unknown => {
    const [method = '', path = ''] = route.split(' ')
    return at('paths', path, method.toLowerCase(), ...names)
  }
  const judge = (schema: Schema, value: unknown): string[] => {
    const validate = ajv.compile(schema)
    return validate(value) ? [] : inWords(validate.errors ?? [])
  }
  const judgeContent = (schema: unknown, body: unknown): string[] => {
    if (!isObject(schema)) return body === undefined ? [] : ['No body is permitted.']
    return body === undefined ? ["The body wasn't supplied."] : judge(schema, body)
  }
  const paths = Object.keys(at('paths') as Schema)
    // A brace sorts after every letter, so `public-key` is tried before `{secret_name}`.
    .sort()
    .map(template => ({
      template,
      pattern: new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
    }))

  return {
    /** What stands under these names, one below the other, references followed. */
    at,

    /** The endpoint of a path, as GitHub's documentation names it, with the values of its parameters. */
    find(method: string, path: string) {
      for (const { template, pattern } of paths) {
        const match = pattern.exec(path)
        const route = `${method} ${template}`
        if (!match || !operation(route)) continue
        const given = Object.entries({ ...match.groups })
        const params = Object.fromEntries(given.map(([key, value]) => [key, decodeURIComponent(value)]))
        return { route, documentation: String(operation(route, 'externalDocs', 'url')), params }
      }
      return undefined
    },

    judgeQuery(route: string, query: URLSearchParams): string[] {
      const keys = [...query.keys()]
      const twice = keys.filter((key, index) => keys.indexOf(key) !== index)
      const given = [...query].map(([key, value]) => [key, /^\d{1,15}$/.test(value) ? Number(value) : value])
      const schema = operation(route, 'query') as Schema
      const words = twice.map(key => `"${key}" was supplied twice.`)
      return [...words, ...judge(schema, Object.fromEntries(given))]
    },

    /** `undefined` stands for no body. */
    judgeBody(route: string, body: unknown): string[] {
      if (body === undefined && operation(route, 'requestBody', 'required') === false) return []
      return judgeContent(operation(route, 'requestBody', ...schemaOfContent), body)
    },

    judgeAnswer(route: string, status: number, body: unknown): string[] {
      const answer = operation(route, 'responses', String(status))
      if (!isObject(answer)) return [`The status ${status} is not described.`]
      return judgeContent(lookUp(root, answer, schemaOfContent), body)
    },

    /** An object of a described schema: what is given, and the least that the rest of it may be. */
    filled(schema: string, given: Schema): Schema {
      const { required, properties } = original.components.schemas[schema]
      const rest = (required as string[]).map(member => {
        const least = leastOf(properties[member])
        const [, below] = least === '' ? (/(.*)_url$/.exec(member) ?? []) : []
        return [member, below ? `${given['url'] ?? 'https://github.com'}/${below}` : least]
      })
      return { ...Object.fromEntries(rest), ...given }
    }
  }
}

/** The `$id` under which the rewritten description is known to ajv. */
const descriptionId = 'github'
const schemaOfContent = ['content', 'application/json', 'schema']

/** What stands under these names below a value of a description, references followed. */
function lookUp(root: Schema, from: unknown, names: readonly string[]): unknown {
  if (!isObject(from)) return names.length > 0 ? undefined : from
  const { $ref: reference } = from
  if (typeof reference === 'string') return lookUp(root, root, [...reference.split('/').slice(1), ...names])
  const [name, ...rest] = names
  return name === undefined ? from : lookUp(root, from[name], rest)
}

type Operation = Record<'responses' | 'query', Schema> & { parameters?: unknown[] }

function operationsOf(root: Schema, path?: string): Operation[] {
  const paths = root['paths'] as Record<string, Record<string, Operation>>
  return Object.keys(paths)
    .filter(one => one === (path ?? one))
    .flatMap(one => Object.values(paths[one] ?? {}))
}

/** Lets a description allow what a deviation does. */
function amend(root: Schema, { members = {}, answers }: Deviation): void {
  for (const [schema, given] of Object.entries(members)) {
    const properties = lookUp(root, root, ['components', 'schemas', schema, 'properties']) as Schema
    for (const [name, too] of Object.entries(given)) properties[name] = either(properties[name], too)
  }
  for (const status of answers?.statuses ?? [])
    for (const { responses } of operationsOf(root, answers?.to)) {
      const schema = either(lookUp(root, responses[status], schemaOfContent), answers?.body)
      responses[status] = { content: { 'application/json': { schema } } }
    }
}

function either(one: unknown, other: unknown): unknown {
  return one === undefined ? other : { anyOf: [one, other] }
}

/**
 * Rewrites OpenAPI 3.0 to the JSON Schema that ajv reads: `nullable` becomes a union with null, objects are
 * closed against unknown members, and references hold wherever the schema is compiled.
 */
function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict)
  if (!isObject(value)) return value
  const schema = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, strict(member)]))
  if (typeof schema['$ref'] === 'string') return { $ref: `${descriptionId}${schema['$ref']}` }
  if (isObject(schema['properties'])) schema['additionalProperties'] ??= false
  if (schema['nullable'] !== true) return schema
  const { nullable, ...rest } = schema
  return { anyOf: [{ type: 'null' }, rest] }
}

// That a page has at most 100 entries, the description says only in prose.
const pageLimits: Record<string, Schema> = { per_page: { minimum: 1, maximum: 100 }, page: { minimum: 1 } }

function querySchema(root: Schema, parameters: unknown[] = []): Schema {
  const properties = parameters
    .map(parameter => lookUp(root, parameter, []) as { in: string; name: string; schema: Schema })
    .filter(parameter => parameter.in === 'query')
    .map(({ name, schema }) => [name, { ...schema, ...pageLimits[name] }])
  return { type: 'object', properties: Object.fromEntries(properties) }
}

function leastOf(schema: unknown): unknown {
  if (!isObject(schema) || schema['nullable']) return null
  if (schema['format'] === 'date-time') return '2026-01-01T00:00:00Z'
  const least: Schema = { string: '', integer: 0, boolean: false, array: [], object: {} }
  return least[String(schema['type'])] ?? null
}

/** Puts ajv's errors in the words that GitHub uses for a body it refuses. */
function inWords(errors: readonly ErrorObject[]): string[] {
  // A nullable member that is wrong fails three times: it is not null, not what it should be, and not either.
  const telling = errors.filter(({ keyword, params }) => keyword !== 'anyOf' && params['type'] !== 'null')
  return [...new Set((telling.length > 0 ? telling : errors).map(sentence))]
}

function sentence({ keyword, instancePath, params, data, message }: ErrorObject): string {
  const at = `For 'properties${instancePath}', ${JSON.stringify(data)}`
  const within = (key: string): string => [...instancePath.split('/').slice(1), key].join('.')
  switch (keyword) {
    case 'additionalProperties':
      return `"${within(params['additionalProperty'])}" is not a permitted key.`
    case 'required':
      return `"${within(params['missingProperty'])}" wasn't supplied.`
    case 'type':
      return `${at} is not ${/^[aeio]/.test(params['type']) ? 'an' : 'a'} ${params['type']}.`
    case 'enum':
      return `${at} is not a member of ${JSON.stringify(params['allowedValues'])}.`
    default:
      return `${at} ${message}.`
  }
}
