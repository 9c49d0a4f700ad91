import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { citationOf } from '../../policies/citations';
import { exampleProblems, type Rule, rules } from '../../policies/index';

const FOLDER = join(__dirname, '..', '..', 'policies', 'rules');

/** `<topic>/<rule>` of every file that may hold a rule. */
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  .map((file) => join(parse(file).dir, parse(file).name))
  .sort();

test('every file of the folder is a rule of the list, by its topic and id, and the other way round', () => {
  expect(rules.map(({ topic, id }) => join(topic, id)).sort()).toEqual(files);
});

test.each(files)('%s exports one rule and nothing else', async (file) => {
  const module: Readonly<Record<string, Rule>> = await import(join(FOLDER, file));
  const [name, ...others] = Object.keys(module);
  expect(others).toEqual([]);
  expect(name?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).toBe(parse(file).name);
  expect(rules).toContain(module[name!]);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('does what its examples show, in every place', () => {
    expect(exampleProblems(rule)).toEqual([]);
  });

  test('says where the demand comes from', () => {
    expect(rule.references).not.toEqual([]);
    expect(rule.references.filter((text) => citationOf(text) === undefined)).toEqual([]);
  });
});

test('a rule that does not do what its examples show is told of, place by place', () => {
  const rule = rules.find(({ id }) => id === 'image-by-digest')!;
  const blind: Rule = { ...rule, check: () => [] };
  expect(exampleProblems(blind)).toContain(
    "rule 'image-by-digest', a tag, in initContainers of a Pod, is not found: container 'api' runs " +
      "'registry.example.com/api:latest', which can change (spec.initContainers[0].image); " +
      'name the image by its digest, as in registry/name@sha256:…',
  );
});
