import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demandPlugin } from '../../../../stacks/pulumi/cluster/plugin-named';
import { problemsOf } from '../../facts/valid';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plugin-named-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const LINES = `plugins:
  providers:
    - name: dwcp
      path: node_modules/@dwcp/baseline/stacks/pulumi/plugin`;

const asked = (file: string, project: string) => {
  writeFileSync(join(root, file), project);
  return problemsOf(() => demandPlugin(root));
};

describe.each(['Pulumi.yaml', 'Pulumi.yml'])('%s', (file) => {
  test('may say where the plugin is, and nothing is amiss', () => {
    expect(asked(file, `name: shop\n${LINES}\n`)).toEqual([]);
  });

  test.each([
    ['names no plugins', 'name: shop\n'],
    ['names other plugins alone', 'plugins:\n  providers:\n    - name: random\n      path: bin\n'],
    ['has nothing below `plugins`', 'name: shop\nplugins:\n'],
    ['has nothing in it', ''],
  ])('refuses a project that %s, and shows what to add', (_, project) => {
    expect(asked(file, project)).toEqual([
      `${file} does not name the plugin 'dwcp', without which a stack is kept to no cluster; add to it:\n${LINES}`,
    ]);
  });
});

test('Pulumi.json is asked as well', () => {
  const provider = { name: 'dwcp', path: 'node_modules/@dwcp/baseline/stacks/pulumi/plugin' };
  expect(asked('Pulumi.json', JSON.stringify({ name: 'shop', plugins: { providers: [provider] } }))).toEqual([]);
  expect(asked('Pulumi.json', '{ "name": "shop" }')?.[0]).toMatch(/^Pulumi.json does not name the plugin 'dwcp'/);
});

test.each([
  ['a folder without a project', () => root],
  ['no folder at all', () => undefined],
])('%s is asked for nothing', (_, folder) => {
  expect(() => demandPlugin(folder())).not.toThrow();
});
