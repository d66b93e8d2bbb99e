/** What only GitHub's words tell, with where they were seen. */
export const phrases = {
  /** Primary and secondary limits share the words: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
  rateLimit: /\brate limit\b|\babuse detection\b/i,
  /** https://github.com/integrations/terraform-provider-github/issues/2315, and the names of the fields in `errors` */
  staleKey: /improperly encrypted secret|\bkey_id\b|\bencrypted_value\b|\bpublic key\b/i,
  /** https://github.com/octokit/auth-app.js/issues/92: a 404 that speaks of the App, not of what was asked for */
  unknownApp: /\bintegration not found\b/i,
  /** https://github.com/octokit/auth-app.js/issues/589: also of a token that is too new */
  byIntegration: /not accessible by integration/i,
  /** https://docs.github.com/apps/maintaining-github-apps/suspending-a-github-app-installation */
  suspended: /\binstallation has been suspended\b/i,
  /** https://github.com/docker/metadata-action/issues/342 */
  allowList: /\bIP (address )?allow ?list\b|\byour IP address is not permitted\b/i,
  /** https://github.com/NixOS/org/issues/247, https://github.com/fullsend-ai/fullsend/issues/3368 */
  forbids: /\bforbids access via\b([^.]*)/i,
  /** https://docs.github.com/organizations/managing-oauth-access-to-your-organizations-data and their like */
  policy:
    /\bpolic(y|ies)\b|\blifetime\b|\baccess restrictions\b|\bSAML enforcement\b|\btwo-factor\b|\bterms of service\b|\baccount (was|is|has been) (suspended|blocked|locked)\b/i
}
