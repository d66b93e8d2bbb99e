import { createGroups } from '../../src/report/groups.ts'

function start() {
  const log: string[] = []
  const groups = createGroups({
    start: title => log.push(`▸ ${title}`),
    info: line => log.push(line),
    end: () => log.push('◂')
  })
  return { log, groups }
}

test('one group prints as it goes', () => {
  const { log, groups } = start()
  const acme = groups.open('acme')
  expect(log).toEqual(['▸ acme'])
  acme.info('1')
  expect(log).toEqual(['▸ acme', '1'])
  acme.end()
  expect(log).toEqual(['▸ acme', '1', '◂'])
})

test('others wait with their lines, and come whole or go live in the order of opening', () => {
  const { log, groups } = start()
  const [acme, labs, globex] = ['acme', 'labs', 'globex'].map(groups.open)
  globex?.info('g1')
  labs?.info('l1')
  acme?.info('a1')
  labs?.info('l2')
  labs?.end()
  expect(log).toEqual(['▸ acme', 'a1'])
  acme?.end()
  expect(log).toEqual(['▸ acme', 'a1', '◂', '▸ labs', 'l1', 'l2', '◂', '▸ globex', 'g1'])
  globex?.info('g2')
  globex?.end()
  expect(log.slice(-3)).toEqual(['g1', 'g2', '◂'])
})

test('what is not ended is flushed, and what comes later just prints', () => {
  const { log, groups } = start()
  const [acme, labs] = ['acme', 'labs'].map(groups.open)
  labs?.info('l1')
  groups.flush()
  groups.flush()
  acme?.info('late')
  acme?.end()
  labs?.end()
  expect(log).toEqual(['▸ acme', '◂', '▸ labs', 'l1', '◂', 'late'])
  groups.open('next').end()
  expect(log.slice(-2)).toEqual(['▸ next', '◂'])
})

test('a group that has ended twice ends once', () => {
  const { log, groups } = start()
  const [acme, labs] = ['acme', 'labs'].map(groups.open)
  acme?.end()
  acme?.end()
  expect(log).toEqual(['▸ acme', '◂', '▸ labs'])
  labs?.end()
})
