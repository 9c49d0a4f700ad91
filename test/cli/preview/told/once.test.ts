import { toldOnce } from '../../../../cli/preview/told/once';

const told = (...having: readonly (readonly [string, readonly string[]])[]) =>
  toldOnce(having, (text) => text).map(({ what, environments }) => [what, environments.join(' ')]);

test('what several environments have is told once, with their names, in the order in which it comes', () => {
  expect(told(['dev', ['a', 'b']], ['staging', ['c', 'a']], ['production', ['a']])).toEqual([
    ['a', 'dev staging production'],
    ['b', 'dev'],
    ['c', 'staging'],
  ]);
});

test('what is called after its environment is one thing, and keeps its own name where only one has it', () => {
  expect(told(['dev', ['mount dev/db', 'dev.internal']], ['production', ['mount production/db']])).toEqual([
    ['mount {env}/db', 'dev production'],
    ['dev.internal', 'dev'],
  ]);
});

test('a name of an environment within another word, or that all of them have, is none', () => {
  expect(
    told(['dev', ['devices', 'mydev', '/dev/null']], ['staging', ['stagingices', 'mystaging', '/dev/null']]),
  ).toEqual([
    ['devices', 'dev'],
    ['mydev', 'dev'],
    ['/dev/null', 'dev staging'],
    ['stagingices', 'staging'],
    ['mystaging', 'staging'],
  ]);
});

test('what several share is not what another has under its own name', () => {
  expect(told(['dev', ['/dev/null']], ['staging', ['/dev/null']], ['production', ['/production/null']])).toEqual([
    ['/dev/null', 'dev staging'],
    ['/production/null', 'production'],
  ]);
});

test('what is the same in what it is about is one, with what each has beside it', () => {
  const things = [
    ['dev', [{ name: 'api', replicas: 1 }]],
    ['production', [{ name: 'api', replicas: 3 }]],
  ] as const;
  const [one, ...others] = toldOnce<{ name: string; replicas: number }>(things, ({ name }) => name);
  expect(others).toEqual([]);
  expect(one?.each.map(({ replicas }) => replicas)).toEqual([1, 3]);
});

test('an environment whose name means something in a pattern is taken at its word', () => {
  expect(told(['eu.west', ['euxwest/db', 'eu.west/db']], ['us', ['us/db']])).toEqual([
    ['euxwest/db', 'eu.west'],
    ['{env}/db', 'eu.west us'],
  ]);
});
