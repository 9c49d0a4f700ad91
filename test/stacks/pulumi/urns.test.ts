import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { parse } from 'yaml';
import platform from '../../../stacks/platform';
import { pulumiIdentity } from '../../../stacks/pulumi/identity';
import { runStack } from '../../../stacks/pulumi/run-stack';
import { changesSince, RECORDED } from '../../e2e/upgrade/changes';
import type { Registration } from '../../support/pulumi/monitor';
import { registered } from '../../support/pulumi/registered';
import { configText } from '../../support/pulumi/run-program';
import { ROOT, referencePlan } from '../../support/reference';

const URNS = join(ROOT, 'test', 'golden', 'urns');

/** Every version whose identities are written down: those that were released, and this one. */
const VERSIONS = readdirSync(URNS);

/** What CHANGELOG.md tells operators to be deleted: `delete kubernetes:core/v1:Service dwcp/dwcp-api`. */
const DELETED = new Set(changesSince(RECORDED[0], 'dev').flatMap(({ steps }) => steps));

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };

describe.each(['dev', 'staging', 'production'])('the stack %s', (stack) => {
  const golden = join(URNS, version, `${stack}.txt`);
  const plan = referencePlan(stack);
  let told: readonly Registration[];
  beforeAll(async () => {
    const file = parse(readFileSync(join(ROOT, `Pulumi.${stack}.yaml`), 'utf8')) as { readonly config: object };
    told = await registered(
      () => {
        pulumi.runtime.setAllConfig(configText({ ...file.config }));
        runStack(platform);
      },
      stack,
      plan.cluster.id,
    );
  }, 60_000);

  test.each(VERSIONS)('loses nothing that version %s runs: whatever its URN was, it is or has an alias', (before) => {
    const lines = readFileSync(join(URNS, before, `${stack}.txt`), 'utf8').split('\n');
    expect(
      lost(
        lines.flatMap((line) => line.split(' = ')[0] || []),
        told,
      ),
    ).toEqual([]);
  });

  test.each(RECORDED)('loses nothing that was deployed by %s', (before) => {
    expect(lost(recorded(before, stack), told)).toEqual([]);
  });

  test('has the URNs, kinds and names that are written down; another one replaces what runs, or needs an alias', () => {
    const ids = new Map(plan.resources.map(({ id }) => [thing(pulumiIdentity(id)), id]));
    const lines = told.map(({ urn, type, name }) => [urn, ids.get(thing({ type, name })) ?? []].flat().join(' = '));
    const text = `${lines.sort().join('\n')}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(dirname(golden), { recursive: true });
      writeFileSync(golden, text);
    }
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });
});

/** Those of the former URNs by which Pulumi would no longer find anything that is declared, but for what is deleted on purpose. */
function lost(former: readonly string[], told: readonly Registration[]): string[] {
  const known = new Set(told.flatMap(({ urn, aliases }) => [urn, ...aliases]));
  return former.filter((urn) => {
    const [, , types = '', name = ''] = urn.split('::');
    return !known.has(urn) && !DELETED.has(`delete ${types.split('$').at(-1)} ${name}`);
  });
}

/** What a resource is whatever Pulumi calls it: its kind in any version, and its name. */
function thing({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type.replace(/\/v\d\w*:/, ':')} ${name}`;
}

/** The URNs of the stack as it was deployed by a commit. */
function recorded(commit: string, stack: string): string[] {
  const lines = readFileSync(join(ROOT, 'test', 'e2e', 'upgrade', commit, `${stack}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => (JSON.parse(line) as { readonly urn: string }).urn);
}
