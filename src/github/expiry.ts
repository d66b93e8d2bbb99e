const soon = 14 * 24 * 60 * 60 * 1000

/** A warning if the token that an answer was given to ends within two weeks; GitHub tells so in a header. */
export function expiryWarning(
  headers: Readonly<Record<string, string | number | undefined>>,
  now: number
): string | undefined {
  const end = Date.parse(String(headers['github-authentication-token-expiration']))
  if (!(end - now < soon)) return undefined
  return `'token' ends on ${new Date(end).toISOString().slice(0, 10)}; renew it before then.`
}
