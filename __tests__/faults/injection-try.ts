import type { Heard, Reply } from './hostile-server.ts'
import { marked, payloads } from './payloads.ts'

/** One step, and where it has which payloads. */
export interface Try {
  /** `message of a refusal`. */
  readonly field: string
  /** The numbers of the payloads that it carries. */
  readonly numbers: readonly number[]
  readonly with: Readonly<Record<string, string>>
  /** Files of the workspace, by their path. */
  readonly files?: Readonly<Record<string, string>>
  answer?(heard: Heard): Reply | undefined
}

/** The numbers of all payloads. */
export const all: readonly number[] = payloads.map((_, number) => number)

/** The payload with a number, counted round and round. */
export function textOf(number: number): string {
  const payload = payloads[number % payloads.length]
  return payload ? marked(payload, number % payloads.length) : ''
}

/** Where the manifest is, if it is not the name of its file that matters. */
export const path = 'registries.yml'
/** A registry that is as it should be. */
export const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
/** A key that can seal. */
export const key = { key_id: '1', key: 'k3RGMstofvzLuBONvLgMH6TH1kvX6LsTGMoGPBKtHAY=' }

/** An address for each payload. */
export function urlOf(number: number): string {
  return `https://r${number}.acme.example`
}

/** A list of registries, as GitHub answers it. */
export function listOf(configurations: readonly object[]): Reply {
  return { status: 200, body: { total_count: configurations.length, configurations } }
}
