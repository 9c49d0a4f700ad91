import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { UserError } from '../../constructs';
import platform from '../../stacks/platform';
import { ROOT } from '../support/reference';

type Config = Readonly<Record<string, unknown>>;

function configIn(file: string): Config {
  return (parse(readFileSync(join(ROOT, file), 'utf8')) as { readonly config: Config }).config;
}

/** The keys of the facts that have to be given. */
function required(): readonly string[] {
  try {
    platform.factsFrom({}, 'file');
  } catch (error) {
    if (UserError.isUserError(error))
      return error.problems.map((problem) => / (dwcp:\w+): is missing/.exec(problem)![1]!);
  }
  return [];
}

test('Pulumi.yaml asks for every fact that has to be given, and for no other', () => {
  expect(Object.keys(configIn('Pulumi.yaml')).sort()).toEqual([...required()].sort());
});

test.each(['dev', 'staging', 'production'])('the facts of %s are of the types that Pulumi.yaml has', (environment) => {
  const facts = configIn(`Pulumi.${environment}.yaml`);
  const asked = Object.keys(configIn('Pulumi.yaml'));
  const given = Object.fromEntries(asked.map((key) => [key, { type: typeof facts[key] }]));
  expect(configIn('Pulumi.yaml')).toMatchObject(given);
});
