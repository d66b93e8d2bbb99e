import { selectionProblem } from '../../src/registries/selection.ts'

test.each([
  ...[
    'web',
    'WEB',
    '.github',
    'a..b',
    'api-*',
    '*',
    'a*b*',
    'acme/web',
    'Acme-Labs_x/api-*',
    '7',
    '007',
    '00',
    '7a'
  ].map(given => ({ given, expected: undefined })),
  ...['', ' ', 'a b', '.', '..', 'a/', '/a', 'a/b/c', 'a/..', '-a/b', 'a*/b', 'a.b/c', 'ä', 'web\n'].map(
    given => ({
      given,
      expected: 'repository'
    })
  ),
  ...['0', '9007199254740992'].map(given => ({ given, expected: 'id' }))
])('$given selects: $expected', ({ given, expected }) => {
  expect(selectionProblem(given)).toBe(expected)
})
