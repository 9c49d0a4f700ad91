import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationsOf } from '../../cli/preview/meaning/blast-radius/operations';
import { planIdOf } from '../../cli/preview/sides/engine/urn';
import { sideHere } from '../../cli/preview/sides/here';
import { REFERENCE } from '../support/reference';
import { comparisonWith } from './preview-engine/sides';
import type { Engine, Outcome } from './support/engine';
import type { EngineStep } from './support/engine-events';
import { giveUp } from './support/give-up';
import { startStack, withProgram } from './support/own-stack';
import { world } from './support/world';
import { changesSince, RECORDED } from './upgrade/changes';

const CHANGELOG = readFileSync(join(__dirname, '..', '..', 'CHANGELOG.md'), 'utf8').replace(/\s+/g, ' ');

/** The branches of Pulumi's tree: they are in its state alone. */
const isBranch = ({ type }: { readonly type: string }) => type.startsWith('dwcp:baseline:');

/** Whether the plugin is told something, as CHANGELOG.md says, and nothing of the object changes. */
const isNote = (field: string) =>
  field === 'metadata.annotations' || field.startsWith('metadata.annotations["pulumi.com/');
const isOfNotesAlone = ({ op, fields }: EngineStep) => op === 'update' && fields.length > 0 && fields.every(isNote);

/** What is changed in what runs: `update kubernetes:apps/v1:Deployment dwcp/dwcp-api spec.minReadySeconds`. */
function changed({ op, type, urn, fields }: EngineStep): string[] {
  const what = `${op} ${type} ${urn.split('::')[3]}`;
  return fields.length === 0 ? [what] : fields.filter((field) => !isNote(field)).map((field) => `${what} ${field}`);
}

/** Each version once, and each kind of environment: the strictest over the oldest, which differs most, and the least strict over what came after. */
const STACKS = RECORDED.map((version, index) => [index === 0 ? 'production' : 'dev', version] as const);

test.each(changesSince(RECORDED[0], 'production').map(({ changelog }) => changelog))(
  'CHANGELOG.md says: %s',
  (words) => {
    expect(CHANGELOG).toContain(words);
  },
);

describe.each(STACKS)('%s, deployed by %s', (stack, version) => {
  const recording = join(__dirname, 'upgrade', version);
  const recorded = readFileSync(join(recording, `${stack}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  const name = `upgrade-${version}-${stack}`;
  let engine: Engine;
  let state: unknown;
  let upgrade: Outcome;
  beforeAll(async () => {
    engine = await startStack(stack, name, recording);
    await withProgram(name, `test/e2e/upgrade/${version}/index.js`, async () => {
      expect(await engine.up()).toMatchObject({ code: 0, changes: { create: recorded.length + 1 } });
    });
    state = await engine.exported();
    upgrade = await engine.up();
  });
  afterAll(async () => {
    await giveUp(engine, stack);
    await engine.stop();
  });

  test('is changed as the CHANGELOG says, and in nothing else: nothing is replaced, deleted or made anew', () => {
    expect(upgrade).toMatchObject({ code: 0 });
    const steps = upgrade.steps.filter((step) => step.op !== 'same' && !isBranch(step));
    const named = changesSince(version, stack).flatMap((change) => change.steps);
    expect(steps.flatMap(changed).sort()).toEqual(named.sort());
  });

  test('is changed as a preview says that reads its state, and asks no engine', () => {
    const stackFolder = join(world().runDir, name, 'engine', 'project');
    const previewed = operationsOf(comparisonWith(state, sideHere({ ...REFERENCE, stackFolder }, stack)));
    const steps = upgrade.steps.flatMap((step) => {
      const { op, urn } = step;
      const id = op === 'same' || isOfNotesAlone(step) ? undefined : planIdOf(urn);
      return id === undefined ? [] : [[id, op] as const];
    });
    expect(Object.fromEntries(previewed)).toEqual(Object.fromEntries(steps));
  });

  test('keeps its data as protected as it was, and its certificate authority too', async () => {
    const keeps = (one: { readonly protect?: boolean; readonly retainOnDelete?: boolean }) =>
      one.protect === true && one.retainOnDelete === true;
    const before = recorded.map(
      (line) => JSON.parse(line) as { name: string; protect: boolean; retainOnDelete: boolean },
    );
    const { resources = [] } = await engine.stackExport();
    const now = resources.filter(keeps).map(({ urn }) => urn.split('::')[3]!);
    const authority = stack === 'dev' ? [] : [`${stack}/dwcp/dwcp-redis/root`];
    const kept = before.filter(keeps).map((one) => one.name);
    expect(now.sort()).toEqual([...kept, ...authority].sort());
  });

  test('is then what this program declares: another up changes nothing', async () => {
    const { code, steps } = await engine.up();
    // The plugin may write down a custom resource as it was before its own update, if it was ready then; it notes it once more.
    const more = steps.filter((step) => step.op !== 'same' && !isOfNotesAlone(step));
    expect({ code, more: more.flatMap(changed) }).toEqual({ code: 0, more: [] });
  });
});
