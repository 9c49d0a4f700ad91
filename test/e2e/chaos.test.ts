import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { referenceFacts } from '../support/reference';
import { Kubectl } from './chaos/kubectl';
import { among, chance } from './chaos/moments';
import { platform } from './chaos/platform';
import { type Site, startSite } from './chaos/site';
import { allow, makeDeployer } from './support/deployer';
import type { Engine, EngineRun, Outcome } from './support/engine';
import { eventually } from './support/eventually';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { deployInstead, startStack } from './support/own-stack';
import { isRolledOut } from './support/rolled-out';
import { commandsOf, followed } from './support/runbook';

/** Other moments than usual: `DWCP_SEED=…`. */
const SEED = Number(process.env['DWCP_SEED'] ?? 1);
const ROOT = join(__dirname, '..', '..');
const KILLS = 10;

const MINUTE = 60_000;

/** Each kill takes a run, a refresh and four smaller commands, on a machine that may have more to do. */
const KILLING = 40 * MINUTE;

const whole = platform.plan('dev', referenceFacts('dev'));
const plan = whole.resources;
const objects = plan.flatMap((resource) => (resource.api === 'kubernetes' ? [resource.object] : []));
const policy = objects.find(
  ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'dwcp-postgres-pooler',
)!;
const worker = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'dwcp-worker')!;
const database = objects.find(({ kind }) => kind === 'Cluster')!;

interface Parameters {
  readonly postgresql: { readonly parameters: object };
}

const called = ({ kind, metadata: { namespace = '', name } }: Identity) => `${kind} ${namespace}/${name}`;
const told = ({ steps }: Outcome, op: string) =>
  steps.flatMap((step) => (step.op === op ? [step.urn.split('::').slice(2).join(' ').split('$').at(-1)!] : [])).sort();

describe('a deployment to which everything happens', () => {
  let site: Site;
  let engine: Engine;
  let api: KubernetesApi;
  let kubectl: Kubectl;
  beforeAll(async () => {
    process.stdout.write(`the moments of this run: DWCP_SEED=${SEED}\n`);
    site = await startSite('chaos', plan);
    engine = await startStack('dev', 'chaos', ROOT, await makeDeployer(whole, 'chaos', site), site);
    deployInstead('chaos', 'test/e2e/chaos/platform');
    api = new KubernetesApi(site.kubernetes);
    kubectl = new Kubectl(api);
  }, 600_000);
  afterAll(async () => {
    await engine?.stop();
    await site?.stop();
  }, 60_000);

  /** The identities of what of the plan is in the cluster: another one is another object, whatever it is called. */
  const uids = async () => {
    const found = await Promise.all(
      objects.map(async (object) => [called(object), (await api.get(object))?.metadata.uid] as const),
    );
    return Object.fromEntries(found.filter(([, uid]) => uid !== undefined));
  };

  /** What the guide says to do after a run that was killed, but for the `up` at the end. */
  const takeUp = async () => {
    const commands = commandsOf('A run that was killed').flatMap((line) => line.split(' && '));
    expect(commands.pop()).toBe('pulumi up');
    await followed(engine, commands, site.kubernetes);
  };

  /** Everything is there, known to Pulumi once, and as it is declared. */
  const expectWhole = async () => {
    const before = await uids();
    expect(Object.keys(before).sort()).toEqual(objects.map(called).sort());
    const { resources = [], pending_operations: pending = [] } = await engine.stackExport();
    expect(pending).toEqual([]);
    const urns = resources.map(({ urn }) => urn);
    expect(urns).toEqual([...new Set(urns)]);
    // What is read is nobody's: the Namespace by which a cluster is known.
    const made = resources.filter(({ urn, external }) => /\$(kubernetes|vault):/.test(urn) && external !== true);
    expect(made).toHaveLength(plan.length);
    expect(await engine.up('--refresh', '--expect-no-changes')).toMatchObject({ code: 0, changed: [] });
    expect(await uids()).toEqual(before);
  };

  /** Begins an `up`; it is done here when so many steps of some sort are, or the run is. */
  const upUntil = async (steps: number, { op = '', type = '' }): Promise<EngineRun> => {
    // Until one has ended well, each of them is the first, and takes over what an administrator has made.
    engine.takesOver();
    const run = engine.beginUp('--parallel', '4');
    let over = false;
    void run.done.then(() => (over = true));
    const sorted = () => run.events().steps.filter((step) => step.type.startsWith(type) && step.op.startsWith(op));
    const enough = async () => over || sorted().length >= steps;
    await eventually(enough, { what: `${steps} steps`, timeoutMs: 10 * MINUTE, everyMs: 10 });
    return run;
  };

  test('Vault is sealed: the run fails and says so, and after the seal is broken the next one goes on', async () => {
    const run = await upUntil(1, { type: 'vault:' });
    const { code, diagnostics } = await site.vault.whileSealed(() => run.done);
    expect(code).toBeGreaterThan(0);
    expect(diagnostics.join('\n')).toContain('Vault is sealed');
  });

  test('the API server is killed: the run fails, and what was made stays known', async () => {
    const before = await uids();
    const run = await upUntil(2, { op: 'create' });
    const { code } = await site.kubernetes.withoutApiServer(() => run.done);
    expect(code).toBeGreaterThan(0);
    await takeUp();
    expect(await uids()).toMatchObject(before);
  });

  test(
    `the run is killed at ${KILLS} moments: nothing is lost, and nothing is there twice`,
    async () => {
      const random = chance(SEED);
      for (let kills = 0; kills < KILLS; ) {
        const before = await uids();
        const run = await upUntil(among(random, 0, 2), { op: 'create' });
        await sleep(among(random, 0, 300));
        run.kill();
        const { code } = await run.done;
        if (code === 0) {
          // It was done before: all of it once more.
          expect(await engine.destroy()).toMatchObject({ code: 0 });
          await allow(whole, site);
          continue;
        }
        expect(code).toBeUndefined();
        kills += 1;
        await takeUp();
        expect(await uids()).toMatchObject(before);
      }
      engine.takesOver();
      expect(await engine.up()).toMatchObject({ code: 0 });
      await expectWhole();
    },
    KILLING,
  );

  test('two runs at once: one does it, the other is told who has the lock', async () => {
    const first = engine.beginUp('--refresh');
    await eventually(async () => first.events().steps.length > 0, { what: 'a step', timeoutMs: 120_000 });
    const second = await engine.up();
    expect(second.code).toBeGreaterThan(0);
    expect(second.stderr).toContain('the stack is currently locked');
    expect(await first.done).toMatchObject({ code: 0 });
    await expectWhole();
  });

  test('somebody scales a workload and opens a door: it is told as drift, and then taken back', async () => {
    const { replicas } = worker['spec'] as { readonly replicas: number };
    await kubectl.scale(worker, replicas + 2);
    await kubectl.edit(policy, { spec: { ingress: [{}] } });
    const changed = [
      'kubernetes:apps/v1:Deployment dwcp/dwcp-worker',
      'kubernetes:networking.k8s.io/v1:NetworkPolicy dwcp/dwcp-postgres-pooler',
    ];

    const drift = await engine.drift();
    expect({ code: drift.code, told: told(drift, 'update') }).toEqual({ code: 0, told: changed });
    expect((await api.get(worker))!['spec'].replicas).toBe(replicas + 2);

    const up = await engine.up('--refresh');
    expect({ code: up.code, updated: told(up, 'update') }).toEqual({ code: 0, updated: changed });
    expect((await api.get(worker))!['spec'].replicas).toBe(replicas);
    expect((await api.get(policy))!['spec'].ingress).toEqual((policy['spec'] as { ingress: unknown }).ingress);
    // A refresh in the midst of a rollout notes it as unhealthy, and the next `up` waits for it once more.
    await eventually(async () => isRolledOut(await api.get(worker)), { what: 'a worker', timeoutMs: 120_000 });
    await expectWhole();
  });

  const parameters = { postgresql: { parameters: { max_connections: '77' } } };
  const declared = { postgresql: { parameters: (database['spec'] as Parameters).postgresql.parameters } };

  test('a console changes a database: the run ends at it and names who it was, and nothing of it is changed', async () => {
    await kubectl.edit(database, { spec: parameters }, 'console');
    const up = await engine.up('--refresh');
    expect(up.code).toBeGreaterThan(0);
    expect(up.diagnostics.join('\n')).toMatch(/conflict with "console"/);
    expect((await api.get(database))!['spec']).toMatchObject(parameters);

    await kubectl.edit(database, { spec: declared }, 'console');
    await expectWhole();
  });

  test('somebody changes it by kubectl: it is told as drift, and then taken back, since the plugin takes over from kubectl', async () => {
    await kubectl.edit(database, { spec: parameters });
    expect(told(await engine.drift(), 'update')).toEqual([
      'kubernetes:postgresql.cnpg.io/v1:Cluster dwcp/dwcp-postgres',
    ]);
    expect(await engine.up('--refresh')).toMatchObject({ code: 0 });
    expect((await api.get(database))!['spec']).toMatchObject(declared);
    await expectWhole();
  });

  test('at last it is destroyed, and nothing is left', async () => {
    expect(await engine.destroy()).toMatchObject({ code: 0 });
    expect(await uids()).toEqual({});
    expect((await engine.stackExport()).resources ?? []).toEqual([]);
  });
});
