/** What only GitHub's words tell, with where they were seen. */
export const phrases = {
  /** Primary and secondary limits share the words: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
  rateLimit: /\brate limit\b|\babuse detection\b/i,
  /** https://github.com/integrations/terraform-provider-github/issues/2315, and the names of the fields in `errors` */
  staleKey: /improperly encrypted secret|\bkey_id\b|\bencrypted_value\b|\bpublic key\b/i
}
