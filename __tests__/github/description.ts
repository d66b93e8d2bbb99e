import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { type Deviation, deviations } from './deviations.ts'
import { descriptionId, isObject, type Schema, strict } from './schemas.ts'
import { inWords } from './violations.ts'

/** The descriptions that are kept here. */
export type DescriptionName = 'api.github.com' | 'ghes-3.18'

/** A described endpoint, with the values that a path gives to its parameters. */
export interface Endpoint {
  /** As GitHub's documentation names it: `GET /orgs/{org}`. */
  readonly route: string
  readonly documentation: string
  readonly params: Readonly<Record<string, string>>
}

/** GitHub's OpenAPI description, ready to judge requests and answers; violations are in words. */
export interface Description {
  find(method: string, path: string): Endpoint | undefined
  judgeQuery(route: string, query: URLSearchParams): string[]
  /** `undefined` stands for no body. */
  judgeBody(route: string, body: unknown, allowed?: readonly Deviation[]): string[]
  judgeAnswer(route: string, status: number, body: unknown, allowed?: readonly Deviation[]): string[]
  /** What stands under these names, one below the other, references followed. */
  at(...names: string[]): unknown
}

const known = new Map<DescriptionName, Description>()

/** Reads a description on first use and keeps it; its schemas are compiled when they are first needed. */
export function readDescription(name: DescriptionName): Description {
  const description = known.get(name) ?? makeDescription(name)
  known.set(name, description)
  return description
}

function makeDescription(name: DescriptionName): Description {
  const file = new URL(`./description/${name}.json`, import.meta.url)
  const root = strict(JSON.parse(readFileSync(file, 'utf8'))) as Schema
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    meta: false,
    validateSchema: false,
    // A process judges a few bodies only, so what counts is the time to compile.
    inlineRefs: false,
    code: { optimize: false }
  })
  formats.default(ajv)
  ajv.addSchema(root, descriptionId)

  const follow = (value: unknown): unknown => {
    const reference = isObject(value) ? value['$ref'] : undefined
    return typeof reference === 'string' ? at(...reference.split('/').slice(1)) : value
  }
  const at = (...names: string[]): unknown =>
    names.reduce<unknown>((value, key) => (isObject(value) ? follow(value[key]) : undefined), root)
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
    .map(template => ({ template, pattern: patternOf(template) }))

  const querySchemas = new Map<string, Schema>()

  return {
    at,

    find(method, path) {
      for (const { template, pattern } of paths) {
        const match = pattern.exec(path)
        const route = `${method} ${template}`
        if (!match || !operation(route)) continue
        return {
          route,
          params: decoded({ ...match.groups }),
          documentation: String(operation(route, 'externalDocs', 'url'))
        }
      }
      return undefined
    },

    judgeQuery(route, query) {
      const keys = [...query.keys()]
      const twice = keys.filter((key, index) => keys.indexOf(key) !== index)
      const given = Object.fromEntries([...query].map(([key, value]) => [key, numberIfWhole(value)]))
      const schema =
        querySchemas.get(route) ?? querySchema([operation(route, 'parameters')].flat().map(follow))
      querySchemas.set(route, schema)
      return [...twice.map(key => `"${key}" was supplied twice.`), ...judge(schema, given)]
    },

    judgeBody(route, body, allowed = deviations) {
      if (body === undefined && operation(route, 'requestBody', 'required') === false) return []
      const schema = operation(route, 'requestBody', 'content', 'application/json', 'schema')
      const violations = judgeContent(schema, body)
      const isExcused = ({ bodies }: Deviation): boolean =>
        bodies !== undefined && judge(bodies, body).length === 0
      return violations.length > 0 && isObject(schema) && allowed.some(isExcused) ? [] : violations
    },

    judgeAnswer(route, status, body, allowed = deviations) {
      const described = isObject(operation(route, 'responses', String(status)))
      const schema = operation(route, 'responses', String(status), 'content', 'application/json', 'schema')
      const violations = described ? judgeContent(schema, body) : [`The status ${status} is not described.`]
      if (violations.length === 0) return []
      const excused = allowed.some(
        ({ answers }) => answers?.statuses.includes(status) && judge(answers.body, body).length === 0
      )
      return excused ? [] : violations
    }
  }
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
}

function decoded(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, decodeURIComponent(value)]))
}

function numberIfWhole(value: string): string | number {
  return /^\d{1,15}$/.test(value) ? Number(value) : value
}

// That a page has at most 100 entries, the description says only in prose.
const pageLimits: Record<string, Schema> = {
  per_page: { minimum: 1, maximum: 100 },
  page: { minimum: 1 }
}

function querySchema(parameters: unknown[]): Schema {
  const named = parameters.filter(isObject).filter(parameter => parameter['in'] === 'query')
  const properties = Object.fromEntries(
    named.map(({ name, schema }) => [String(name), { ...(schema as Schema), ...pageLimits[String(name)] }])
  )
  return { type: 'object', properties, additionalProperties: false }
}
