import { patch } from '../../../constructs';
import type { Manifest } from '../../../constructs/plan/resource';
import { eventually } from '../support/eventually';
import type { LiveObject } from '../support/kubernetes-api';
import type { Cluster } from './cluster/cluster';
import type { Steps } from './cluster/steps';
import { DATABASE, DISK, LEDGER, type LedgerSize, primaryOf } from './database';
import { provideDisks } from './disks';
import { exec, execOpen, kubectl } from './kubectl';
import { failed, type Pace, type TransactionReport, whileWriting } from './transactions';
import { podsOf, rolledOut } from './workloads';

const PACE: Pace = { perSecond: 100, connections: 12, lifetimeSeconds: 20 };

/** What it takes at the most until writes are done again while the primary is restarted, or hands over: 6 s were seen. */
const RESTARTED_MS = 30_000;

/** What it takes at the most until a small database is copied: 15 s were seen. */
const COPIED_MS = 60_000;

const PATIENCE_MS = 90_000;

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

export interface Growing {
  readonly cluster: Cluster;
  /** The same platform, of another size. */
  plan(size: LedgerSize): readonly Manifest[];
  /** How many rows of a run are there. */
  rowsOf(report: TransactionReport): Promise<number>;
}

/** What is asserted of a database that gets more of something, or less, while transactions are written. */
export function growthTests(
  the: () => Growing,
  told: (what: string, report: TransactionReport) => TransactionReport,
  steps: Steps,
): void {
  const whileIt = async (what: string, action: () => Promise<void>) => {
    const { cluster, rowsOf } = the();
    const report = told(what, await whileWriting(cluster, 'writer', PACE, action));
    const rows = await rowsOf(report);
    expect(rows).toBeGreaterThanOrEqual(report.done);
    expect(rows).toBeLessThanOrEqual(report.asked);
    return report;
  };
  const resized = (from: LedgerSize, to: LedgerSize) => apply(the(), from, to);
  const settled = (instances: number) => hasSettled(the().cluster, instances);

  beforeAll(async () => {
    // For the instances that come back: a disk that was used is not used again.
    await provideDisks(the().cluster, DISK, 1, 'spare');
  });

  test('a pooler more, and one less again, restart the instances, and cost what the restart of a primary costs', async () => {
    for (const [from, to, connections] of [
      [2, 3, 350],
      [3, 2, 250],
    ] as const) {
      const report = await whileIt(`${to} poolers instead of ${from}`, async () => {
        await resized({ poolers: from }, { poolers: to });
        await steps.take(`${to} poolers`, () => rolledOut(the().cluster.api, LEDGER, `${DATABASE}-pooler`));
        await steps.take(`room for ${connections} connections`, () => allSet(the().cluster, connections));
        await settled(3);
      });
      expect(report.longestPauseMs).toBeLessThan(RESTARTED_MS);
      expect(failed(report)).toBeLessThan((PACE.perSecond * RESTARTED_MS) / 1000);
    }
  });

  test('of two instances less nothing fails, and of two more nothing is committed until the first of them is there', async () => {
    const { cluster } = the();
    const less = await whileIt('1 instance instead of 3', async () => {
      await resized({}, { instances: 1 });
      await steps.take('1 instance', () => settled(1));
    });
    expect(less.errors).toEqual({});
    const more = await whileIt('3 instances instead of 1', () =>
      withCheckpoints(cluster, async () => {
        await resized({ instances: 1 }, {});
        await steps.take('3 instances', () => settled(3));
      }),
    );
    // `dataDurability: required` holds from the beginning: each commit waits for a second instance, which is being copied.
    expect(failed(more)).toBeGreaterThan(0);
    expect(more.longestPauseMs).toBeLessThan(COPIED_MS);
  });

  test('disks of a class that cannot expand stay as they are, and what was asked for is not taken back', async () => {
    const { cluster } = the();
    const report = await whileIt('disks that cannot expand', async () => {
      await resized({}, { storage: '2Gi' });
      await sleep(5_000);
      const log = await kubectl(cluster, 'logs', '-n', 'cnpg-system', 'deploy/cnpg-controller-manager', '--since=10s');
      expect(log).toContain(REFUSED);
      expect(await sizes(cluster)).toEqual([DISK, DISK, DISK]);
      await expect(resized({ storage: '2Gi' }, {})).rejects.toThrow(
        `can't shrink existing storage from 2Gi to ${DISK}`,
      );
    });
    expect(report.errors).toEqual({});
    // What comes after needs an operator that does something else again.
    await resized({ storage: '2Gi' }, { storage: '2Gi', patched: disksStay });
  });
}

/** What the API server says to the operator of each claim. */
const REFUSED =
  'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize';

const disksStay: NonNullable<LedgerSize['patched']> = (database) =>
  patch(database, {
    kind: 'Cluster',
    change: { spec: { storage: { resizeInUseVolumes: false } } },
    why: 'the class of its disks cannot expand',
  });

const IDENTITY = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: DATABASE, namespace: LEDGER },
};

async function statusOf({ api }: Cluster): Promise<LiveObject['status']> {
  return (await api.get(IDENTITY))!['status'];
}

async function claims({ api }: Cluster): Promise<readonly LiveObject[]> {
  return (await api.list('v1', 'PersistentVolumeClaim', LEDGER)).filter(
    ({ metadata }) => metadata.labels?.['cnpg.io/cluster'] === DATABASE,
  );
}

async function sizes(cluster: Cluster): Promise<readonly string[]> {
  return (await claims(cluster)).map(({ status }) => status.capacity?.storage as string);
}

/** Applies what is otherwise in one plan than in another, in the order of a stack. */
async function apply({ cluster, plan }: Growing, from: LedgerSize, to: LedgerSize): Promise<void> {
  const there = new Set(plan(from).map((object) => JSON.stringify(object)));
  for (const object of plan(to)) if (!there.has(JSON.stringify(object))) await cluster.api.apply(object);
}

function hasSettled(cluster: Cluster, count: number): Promise<boolean> {
  const done = async () => {
    const { phase, readyInstances, instances } = await statusOf(cluster);
    return phase === 'Cluster in healthy state' && readyInstances === count && instances === count;
  };
  return eventually(done, { what: `${count} instances healthy`, timeoutMs: PATIENCE_MS, everyMs: 250 });
}

/** Waits until every instance has room for as many connections. */
function allSet(cluster: Cluster, connections: number): Promise<boolean> {
  const done = async () => {
    const pods = await podsOf(cluster.api, LEDGER, DATABASE);
    const set = await Promise.all(
      pods.map(({ metadata: { name: pod } }) =>
        exec(cluster, { namespace: LEDGER, pod }, 'psql', '-XAtqc', 'SHOW max_connections').catch(() => ''),
      ),
    );
    return set.length === 3 && set.every((each) => each === String(connections));
  };
  return eventually(done, { what: `${connections} connections`, timeoutMs: PATIENCE_MS, everyMs: 500 });
}

/** Asks the primary for a checkpoint each second, which a copy of it waits for. */
async function withCheckpoints(cluster: Cluster, action: () => Promise<void>): Promise<void> {
  const pod = await primaryOf(cluster);
  const psql = execOpen(cluster, { namespace: LEDGER, pod }, 'psql', '--no-psqlrc', '--quiet');
  psql.stdin!.write('CHECKPOINT \\watch i=1 c=60\n');
  try {
    await action();
  } finally {
    psql.kill();
  }
}
