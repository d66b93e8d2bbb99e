/** A comment of a pull request. */
export interface Comment {
  id: number
  user: { login: string } | null
  body: string
}

interface Target {
  issue_number?: number
  comment_id?: number
  body: string
}

const context = { repo: { owner: 'acme', repo: 'widgets' }, issue: { number: 7 } }

/** Runs a script as actions/github-script would, in pull request 7 with these comments. */
export async function commentScript(
  script: string,
  env: Record<string, string>,
  comments: Comment[]
): Promise<void> {
  const listComments = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'
  const github = {
    paginate: async (endpoint: string, { issue_number }: Target) =>
      endpoint === listComments && issue_number === 7 ? [...comments] : [],
    rest: {
      issues: {
        listComments,
        createComment: async ({ issue_number, body }: Target) => {
          if (issue_number !== 7) throw new Error('It comments elsewhere.')
          comments.push({ id: comments.length + 1, user: { login: 'github-actions[bot]' }, body })
        },
        updateComment: async ({ comment_id, body }: Target) => {
          const comment = comments.find(({ id }) => id === comment_id)
          if (!comment) throw new Error(`There is no comment ${comment_id}.`)
          comment.body = body
        }
      }
    }
  }
  const run = new Function('github', 'context', 'process', `return (async () => {${script}})()`)
  await run(github, context, { env })
}
