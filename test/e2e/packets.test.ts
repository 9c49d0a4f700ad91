import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packetsLack } from './packets/ability';
import { type Cast, nameOf } from './packets/cast';
import { type Comparison, inWords, summed } from './packets/comparison';
import { type Half, withoutHalf } from './packets/half-edge';
import { namespaceOf, networkHere, processesIn } from './packets/leftovers';
import { EITHER_HALF, LIMITS, withinLimits } from './packets/limits';
import { startNode } from './packets/node';
import { platform } from './packets/platform';
import type { Policy } from './packets/policy';
import { RANDOM_CAST, randomPolicySets } from './packets/random-policies';
import { Stage } from './packets/stage';
import { addresses, namesAndRanges, shopAndLedger } from './packets/topologies';
import { castOf, policiesIn, type Topology } from './packets/topology';
import { Trial } from './packets/trial';
import { stopAll } from './servers/pids';
import { world } from './support/world';

const SEED = 4;
const SETS = 200;

const say = (line: string) => process.stderr.write(`packets: ${line}\n`);
const lack = packetsLack();
if (lack !== undefined) say(`skipped: ${lack}`);

(lack === undefined ? describe : describe.skip)('packets', () => {
  let trial: Trial;
  let stage: Stage;
  const total: Comparison[] = [];

  beforeAll(async () => {
    trial = await Trial.start({ runDir: world().runDir, name: 'packets' });
  });
  afterAll(async () => {
    if (total.length > 0) say(`in all ${inWords(summed(total))}`);
    await trial?.stop();
  });

  const onStage = (cast: Cast) => {
    beforeAll(async () => {
      stage = await trial.stage(cast);
    });
    afterAll(() => stage?.close());
  };
  const reported = (what: string, comparison: Comparison) => {
    total.push(comparison);
    say(`${what}: ${inWords(comparison)}`);
    return comparison;
  };

  describe.each([platform(), shopAndLedger(), namesAndRanges(), addresses()])('of $name', (topology: Topology) => {
    onStage(castOf(topology));

    test('go where its policies let them, and nowhere else', async () => {
      const comparison = await trial.compare(stage, policiesIn(topology.objects), topology.objects);
      reported(`${topology.name}, ${topology.actors.length} parties`, comparison);
      expect(comparison.disagreements).toEqual([]);
      expect(comparison.opens).not.toEqual([]);
    });
  });

  describe('between the api and redis', () => {
    const topology = platform();
    onStage(castOf(topology));

    test.each<Half>([
      { direction: 'egress', of: 'dwcp-api', other: 'dwcp-redis' },
      { direction: 'ingress', of: 'dwcp-redis', other: 'dwcp-api' },
    ])('stop when the $direction half at $of is gone, and no others do', async (half) => {
      const less = withoutHalf(topology.objects, half);
      const before = await trial.compare(stage, policiesIn(topology.objects), topology.objects);
      const after = await trial.compare(stage, policiesIn(less), less);
      reported(`without the ${half.direction} half at ${half.of}`, after);
      const apis = topology.actors.filter(
        (actor) => actor.kind === 'pod' && actor.party === 'Deployment dwcp/dwcp-api',
      );
      expect(before.opens.filter((connection) => !after.opens.includes(connection))).toEqual(
        apis.map((api) => `${nameOf(api)} to dwcp/dwcp-redis-0 at 6379/TCP`),
      );
      expect(after.opens.filter((connection) => !before.opens.includes(connection))).toEqual([]);
      expect([...before.disagreements, ...after.disagreements]).toEqual([]);
    });
  });

  describe('of six pods in three namespaces', () => {
    onStage(RANDOM_CAST);

    test(`go where ${SETS} random sets of policies let them, and nowhere else`, async () => {
      const [comparisons, remarks, failures]: [Comparison[], string[], string[]] = [[], [], []];
      const sets = randomPolicySets(SEED, SETS);
      for (const [index, policies] of sets.entries()) {
        const within = withinLimits(policies, RANDOM_CAST);
        const comparison = await trial.compare(stage, within.enforceable, within.kept);
        comparisons.push(comparison);
        remarks.push(...within.remarks);
        // With the whole set, so that it can be kept as a test of its own.
        if (comparison.disagreements.length > 0) {
          failures.push([`set ${index}:`, ...comparison.disagreements, ...within.kept.map(inJson)].join('\n'));
        }
      }
      reported(`${SETS} random sets of seed ${SEED}, ${sets.flat().length} policies`, summed(comparisons));
      for (const [remark, count] of counted(remarks)) say(`  ${count} of these ${remark}`);
      expect(failures).toEqual([]);
    });

    test.each([EITHER_HALF, ...LIMITS])('go astray, because the enforcer errs: $because', async ({ example, errs }) => {
      const { disagreements, denials } = await trial.compare(stage, [example]);
      expect(disagreements).toEqual(disagreements.map(() => expect.stringContaining(`measured ${errs}`)));
      expect(disagreements).not.toEqual([]);
      expect(denials).toBeGreaterThan(0);
    });
  });
});

(lack === undefined ? test : test.skip)(
  'a run that is killed leaves no namespace, and the machine as it was',
  async () => {
    const runDir = mkdtempSync(join(tmpdir(), 'dwcp-packets-'));
    const before = await networkHere();
    const node = await startNode({ runDir, name: 'killed' });
    await Stage.open(node, RANDOM_CAST, 1);
    const namespace = namespaceOf(node.namespace.pid);
    expect(processesIn(namespace).length).toBeGreaterThan(3);

    // What the next run does about one that was killed.
    await stopAll(runDir);
    expect(processesIn(namespace)).toEqual([]);
    expect(await networkHere()).toEqual(before);
    rmSync(runDir, { recursive: true });
  },
);

function counted(remarks: readonly string[]): readonly (readonly [remark: string, count: number])[] {
  const distinct = [...new Set(remarks)].sort();
  return distinct.map((remark) => [remark, remarks.filter((other) => other === remark).length]);
}

function inJson({ metadata, spec }: Policy): string {
  return JSON.stringify({ metadata, spec });
}
