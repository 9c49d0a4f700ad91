import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Resource, synthesize } from '../../constructs';
import { everyOption } from '../support/every-option';
import { referencePlan } from '../support/reference';

const ROOT = join(__dirname, '..', '..');
const GOLDEN = join(ROOT, 'test', 'golden');

/** What a reviewer reads: every resource with all its fields, in an order that a change of dependencies leaves alone. */
function rendered(resources: readonly Resource[]): string {
  return [...resources]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((resource) => {
      const body = resource.api === 'kubernetes' ? resource.object : resource.args;
      return `# ${resource.id}\n${stringify(body, { lineWidth: 0, aliasDuplicateObjects: false })}`;
    })
    .join('---\n');
}

const TREES: readonly (readonly [string, () => readonly Resource[]])[] = [
  ...['dev', 'staging', 'production'].map((name) => [name, () => referencePlan(name).resources] as const),
  ['every-option', () => synthesize(everyOption())],
];

test.each(TREES)(
  '%s renders what is written down; read the change, then write it down with `npm run golden`',
  (name, resourcesOf) => {
    const file = join(GOLDEN, `${name}.yaml`);
    const text = rendered(resourcesOf());
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  },
);
