/** The beginnings of well-known tokens, with as many letters and digits behind them as no name has. */
const beginnings = [
  '(gh[oprsu]|github_pat|npm|hf|rubygems|dop_v1)_[A-Za-z0-9]{20}',
  '(gl[a-z]{2,6}|xox[a-z]|xapp|pypi|sk)-[A-Za-z0-9_-]{20}',
  'dckr_[op]at_[A-Za-z0-9_-]{20}',
  'A[KS]IA[A-Z0-9]{16}',
  '(AKCp|cmVmdGtu|eyJ)[A-Za-z0-9_-]{20}'
]

/** Texts that begin like a token, as a pattern. */
export const tokenPattern = `(${beginnings.join('|')})`

/** Whether a text looks like a token itself, where the name of something is asked for. */
export function looksLikeToken(text: string): boolean {
  return new RegExp(`^${tokenPattern}`).test(text)
}
