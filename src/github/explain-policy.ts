import type { Row } from './explain.ts'
import type { Refusal } from './failure.ts'
import { phrases } from './phrases.ts'

/** Why GitHub refuses what a permission would not change: only its words tell, whatever its headers name. */
export const policies: Row[] = [
  {
    when: refusal => says(refusal, phrases.allowList),
    because: (_, { org }) =>
      `an IP allow list of ${org} or its enterprise does not admit this runner. Add the runner's address to it, or use a runner whose address is on it.`
  },
  {
    when: refusal => says(refusal, phrases.forbids),
    because: ({ words }, { org }) => {
      const forbidden = words.map(word => phrases.forbids.exec(word)?.[1] ?? '').join(' ')
      if (/lifetime/i.test(forbidden))
        return `${org} or its enterprise forbids tokens that live so long. Give 'token' one that ends sooner.`
      const others = ['a GitHub App', 'a fine-grained token'].filter(
        kind => !new RegExp(kind.slice(2).replace(' token', ''), 'i').test(forbidden)
      )
      return `a policy of ${org} or its enterprise forbids this kind of token. Use ${others.join(' or ') || 'another kind'}.`
    }
  },
  {
    when: refusal => says(refusal, phrases.policy) && refusal.headers['x-github-sso'] === undefined,
    because: (_, { org }) =>
      `a policy of ${org}, its enterprise or GitHub stands against it, as GitHub's words tell. An owner of ${org} can say more.`
  }
]

function says({ status, words }: Refusal, phrase: RegExp): boolean {
  return status === 403 && words.some(word => phrase.test(word))
}
