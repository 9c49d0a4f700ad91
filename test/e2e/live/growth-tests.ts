import { setTimeout as sleep } from 'node:timers/promises';
import { patch } from '../../../constructs';
import type { Manifest } from '../../../constructs/plan/resource';
import { eventually } from '../support/eventually';
import type { LiveObject } from '../support/kubernetes-api';
import { applyAgain } from './apply-again';
import type { Cluster } from './cluster/cluster';
import type { Steps } from './cluster/steps';
import { primaryOf } from './database';
import { provideDisks } from './disks';
import { exec, execOpen, kubectl } from './kubectl';
import { DATABASE, DISK, LEDGER, type LedgerSize } from './ledger/platform';
import { failed, type Pace, type TransactionReport, whileWriting } from './transactions';
import { podsOf, rolledOut } from './workloads';

const PACE: Pace = { perSecond: 100, connections: 12, lifetimeSeconds: 20 };

/** What it takes at the most until writes are done again while the primary is restarted, or hands over: 6 s were seen. */
const RESTARTED_MS = 30_000;

/** What commits wait for a first copy at the least: 9 s were seen, and at rest none waits for a tenth of one. */
const WAITED_MS = 2_000;

/** What it takes at the most until a small database is copied: 15 s were seen. */
const COPIED_MS = 60_000;

const PATIENCE_MS = 90_000;

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
    await provideDisks(the().cluster, '2Gi', 1, 'larger');
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
    // `dataDurability: required` holds from the beginning: each commit waits for a second instance, which is being copied. What waits for
    // ten seconds has failed.
    expect(more.longestPauseMs).toBeGreaterThan(WAITED_MS);
    expect(more.longestPauseMs).toBeLessThan(COPIED_MS);
  });

  test('a fourth instance waits for a fourth zone, and nothing else is done until it is taken away, while nothing fails', async () => {
    const { cluster } = the();
    const report = await whileIt('5 instances on 3 zones', async () => {
      await resized({}, { instances: 5 });
      const isAsked = async () => (await statusOf(cluster)).phase === 'Creating a new replica';
      await eventually(isAsked, { what: 'a fourth instance', timeoutMs: PATIENCE_MS });
      await resized({ instances: 5 }, {});
      await sleep(5_000);
      // Though nobody asks for it any more.
      expect(await statusOf(cluster)).toMatchObject({
        phase: 'Creating a new replica',
        instances: 4,
        readyInstances: 3,
      });
      await kubectl(cluster, 'delete', '-n', LEDGER, `job/${DATABASE}-4-join`, `pvc/${DATABASE}-4`);
      await steps.take('3 instances again', () => settled(3));
    });
    expect(report.errors).toEqual({});
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

  test('instances are made anew on larger disks, one at a time, and only the switchover costs transactions', async () => {
    const { cluster } = the();
    const former = await primaryOf(cluster);
    const replicas = (await claims(cluster)).map(({ metadata }) => metadata.name).filter((name) => name !== former);
    const copied = await whileIt('replicas on larger disks', () =>
      withCheckpoints(cluster, async () => {
        for (const replica of replicas) await steps.take(`${replica} anew`, () => anew(cluster, replica));
      }),
    );
    expect(copied.errors).toEqual({});
    const next = (await claims(cluster)).map(({ metadata }) => metadata.name).find((name) => name !== former)!;
    const switched = await whileIt(`${next} promoted`, () => steps.take('promoted', () => promote(cluster, next)));
    expect(switched.longestPauseMs).toBeLessThan(RESTARTED_MS);
    const last = await whileIt('the former primary on a larger disk', () =>
      withCheckpoints(cluster, () => steps.take(`${former} anew`, () => anew(cluster, former))),
    );
    expect(last.errors).toEqual({});
    expect(await sizes(cluster)).toEqual(['2Gi', '2Gi', '2Gi']);
  });

  test('disks of a class that expands grow under the instances, and nothing fails or restarts', async () => {
    const { cluster } = the();
    await kubectl(cluster, 'patch', 'storageclass', 'local', '-p', '{"allowVolumeExpansion":true}');
    const before = await podsOf(cluster.api, LEDGER, DATABASE);
    const report = await whileIt('disks that expand', async () => {
      await resized({ storage: '2Gi', patched: disksStay }, { storage: '3Gi' });
      const asked = async () => (await claims(cluster)).every(({ spec }) => spec.resources.requests.storage === '3Gi');
      await steps.take('claims ask for more', () => eventually(asked, { what: 'claims', timeoutMs: PATIENCE_MS }));
      // As a provisioner's resizer would; the kubelets do the rest.
      for (const { spec } of await claims(cluster)) {
        await kubectl(cluster, 'patch', 'pv', spec.volumeName, '-p', '{"spec":{"capacity":{"storage":"3Gi"}}}');
      }
      const grown = async () => (await sizes(cluster)).every((size) => size === '3Gi');
      await steps.take('disks grown', () => eventually(grown, { what: 'disks grown', timeoutMs: PATIENCE_MS }));
      await settled(3);
    });
    expect(report.errors).toEqual({});
    const after = await podsOf(cluster.api, LEDGER, DATABASE);
    expect(after.map(({ metadata }) => metadata.uid)).toEqual(before.map(({ metadata }) => metadata.uid));
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
  for (const object of plan(to)) if (!there.has(JSON.stringify(object))) await applyAgain(cluster, object);
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

/** Deletes an instance with its disk, and waits until it is there again with another one. */
async function anew(cluster: Cluster, instance: string): Promise<void> {
  const old = (await claims(cluster)).find(({ metadata }) => metadata.name === instance)!.metadata.uid;
  await kubectl(cluster, 'delete', '-n', LEDGER, `pvc/${instance}`, `pod/${instance}`, '--wait=false');
  const gone = async () => !(await claims(cluster)).some(({ metadata }) => metadata.uid === old);
  await eventually(gone, { what: `${instance} gone`, timeoutMs: PATIENCE_MS });
  await eventually(async () => (await claims(cluster)).length === 3, { what: 'claims', timeoutMs: PATIENCE_MS });
  await hasSettled(cluster, 3);
}

/** As `kubectl cnpg promote` does: internal/cmd/plugin/promote/promote.go of CloudNativePG 1.30. */
async function promote(cluster: Cluster, instance: string): Promise<void> {
  const status = {
    targetPrimary: instance,
    targetPrimaryTimestamp: new Date().toISOString().replace('Z', '000Z'),
    phase: 'Switchover in progress',
    phaseReason: `Switching over to ${instance}`,
  };
  const change = ['--subresource=status', '--type=merge', `--patch=${JSON.stringify({ status })}`];
  await kubectl(cluster, 'patch', 'cluster', DATABASE, '-n', LEDGER, ...change);
  await eventually(async () => (await primaryOf(cluster)) === instance, { what: 'promoted', timeoutMs: PATIENCE_MS });
  await hasSettled(cluster, 3);
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
