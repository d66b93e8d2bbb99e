import { everyPage, find, listOf, mint, revoke, said, startApp } from './app-scenario.ts'
import { messages, theError } from './scenario.ts'

const minute = 60_000
const by = (minutes: number) => ({ now: () => Date.now() + minutes * minute })

test.each([
  { clock: 'behind', options: by(9.8) },
  { clock: 'ahead of', options: by(-9.8) }
])(
  'a clock that is almost ten minutes $clock GitHub’s is corrected once, with a warning',
  async ({ clock, options }) => {
    const scenario = await startApp({ orgs: ['acme', 'labs'] }, options)
    const result = await scenario.run({ operation: 'list', org: 'acme, labs' })
    const each = ['acme', 'labs'].flatMap(org => [find(org), find(org), mint(org), listOf(org), revoke])
    expect(said(scenario).sort()).toEqual(each.sort())
    expect(messages(result, 'warning')).toEqual([
      expect.stringMatching(
        /^The clock of this runner is 58\d seconds .* used to sign for the App\. Correct the run/
      )
    ])
    expect(messages(result, 'warning')[0]).toContain(`seconds ${clock} GitHub's; GitHub's is used`)
    expect(result.exitCode).toBe(0)
  }
)

test.each([-20_000, 9 * minute])('a clock that is off by %d milliseconds makes no difference', async off => {
  const scenario = await startApp({}, { now: () => Date.now() + off })
  const result = await scenario.run({ operation: 'list', org: '*' })
  expect(said(scenario)).toEqual([everyPage, mint('acme'), listOf('acme'), revoke])
  expect(result.annotations).toEqual([])
})

test('a key that GitHub refuses is no reason to doubt a clock that is right', async () => {
  const scenario = await startApp()
  scenario.github.answer({}, { status: 401, body: { message: 'A JSON web token could not be decoded' } }, 9)
  const result = await scenario.run({ operation: 'list' })
  expect(theError(result)).toContain('the App is not recognised')
  expect(said(scenario)).toEqual([find('acme')])
})

test('a clock is corrected only once', async () => {
  const scenario = await startApp({}, by(9.8))
  scenario.github.answer({}, { status: 401, body: { message: 'No' } }, 9)
  const result = await scenario.run({ operation: 'list' })
  expect(theError(result)).toContain('the clock of the runner')
  expect(said(scenario)).toEqual([find('acme'), find('acme')])
})

test.each([10 * 365 * 24 * 60, 11, -11])(
  'nothing is signed for the time of a server that is %d minutes ahead',
  async minutes => {
    const scenario = await startApp({}, by(minutes))
    const result = await scenario.run({ operation: 'list' })
    expect(theError(result)).toContain('the clock of the runner')
    expect(messages(result, 'warning')).toEqual([
      expect.stringMatching(/GitHub's; more than ten minutes are not made up for\. Correct the runner's\.$/)
    ])
    expect(said(scenario)).toEqual([find('acme')])
  }
)
