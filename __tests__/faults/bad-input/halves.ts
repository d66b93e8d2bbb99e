import { type Case, good, hidden, secret } from './case.ts'
import { manifestText } from './manifests.ts'
import { surroundingCase } from './surroundings.ts'

const inputs = good['manifest'] ?? {}

/** JSON and YAML can write half a character, which no variable can hold. */
export const halfCases: readonly Case[] = [
  ...[`{"NPM_TOKEN":"\\ud800${hidden}"}`, `{"NPM_TOKEN":"${secret}","OTHER":"${hidden}\\udc00"}`].map(
    secrets =>
      surroundingCase(`the secrets ${secrets}`, 'truthful', { inputs: { ...good['rotate'], secrets } })
  ),
  ...['username: "\\ud800x"', 'role_name: "\\udfff"'].map(line => {
    const [key = ''] = line.split(':')
    const manifest = manifestText.replace(new RegExp(`${key}: \\w+`), () => line)
    return surroundingCase(`the manifest with ${line}`, 'truthful', { inputs, manifest })
  }),
  ...['url', 'name', 'secret_env'].map(key => {
    const address = 'https://npm.acme.example/'
    const manifest = manifestText.replace(`url: ${address}`, () => `${key}: "${address}\\ud800"`)
    return surroundingCase(`half a character in ${key}`, 'refused', { inputs, manifest, named: [':6: '] })
  })
]
