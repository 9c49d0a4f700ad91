import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { referenceResources } from '../support/reference';
import { Kubectl } from './chaos/kubectl';
import { among, chance } from './chaos/moments';
import { type Site, startSite } from './chaos/site';
import type { Engine, EngineRun, Outcome } from './support/engine';
import { eventually } from './support/eventually';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { startStack } from './support/own-stack';

/** The same moments again: `DWCP_SEED=…`, as the run that failed has printed it. */
const SEED = Number(process.env['DWCP_SEED'] ?? Date.now() % 1_000_000);
const ROOT = join(__dirname, '..', '..');
const KILLS = 10;

const MINUTE = 60_000;

/** Each kill takes a run, a refresh and four smaller commands, on a machine that may have more to do. */
const KILLING = 40 * MINUTE;

const plan = referenceResources('dev');
const objects = plan.flatMap((resource) => (resource.api === 'kubernetes' ? [resource.object] : []));
const policy = objects.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'dwcp-api')!;
const worker = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'dwcp-worker')!;
const database = objects.find(({ kind }) => kind === 'Cluster')!;

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
    site = await startSite('chaos');
    engine = await startStack('dev', 'chaos', ROOT, site);
    api = new KubernetesApi(site.kubernetes);
    kubectl = new Kubectl(api);
  }, 600_000);
  afterAll(async () => {
    await engine?.stop();
    await site?.stop();
  }, 60_000);

  /** What of the plan is in the cluster. */
  const present = async () => {
    const found = await Promise.all(objects.map(async (object) => ((await api.get(object)) ? [called(object)] : [])));
    return found.flat().sort();
  };

  const known = async () => ((await engine.stackExport()).resources ?? []).map(({ urn }) => urn);

  /** Everything is there, known to Pulumi once, and as it is declared. */
  const expectWhole = async () => {
    expect(await present()).toEqual(objects.map(called).sort());
    const urns = await known();
    expect(new Set(urns).size).toBe(urns.length);
    expect(urns.filter((urn) => /\$(kubernetes|vault):/.test(urn))).toHaveLength(plan.length);
    const again = await engine.up('--refresh');
    expect({ code: again.code, updated: told(again, 'update'), created: told(again, 'create') }).toEqual({
      code: 0,
      updated: [],
      created: [],
    });
  };

  /** Begins an `up`; it is done here when so many steps of some type are, or the run is. */
  const upUntil = async (steps: number, type = ''): Promise<EngineRun> => {
    const run = engine.beginUp('--parallel', '4');
    let over = false;
    void run.done.then(() => (over = true));
    const enough = async () => over || run.events().steps.filter((step) => step.type.startsWith(type)).length >= steps;
    await eventually(enough, { what: `${steps} steps`, timeoutMs: 10 * MINUTE, everyMs: 10 });
    return run;
  };

  test('Vault is sealed: the run fails and says so, and after the seal is broken the next one goes on', async () => {
    const run = await upUntil(1, 'vault:');
    const { code, diagnostics } = await site.vault.whileSealed(() => run.done);
    expect(code).toBeGreaterThan(0);
    expect(diagnostics.join('\n')).toContain('Vault is sealed');
  });

  test('the API server is killed: the run fails, and what was made stays known', async () => {
    const before = await present();
    const run = await upUntil(before.length + 8);
    const { code } = await site.kubernetes.withoutApiServer(() => run.done);
    expect(code).toBeGreaterThan(0);
    expect(await present()).toEqual(expect.arrayContaining(before));
    expect(await engine.takeUp()).toMatchObject({ code: 0 });
  });

  test(
    `the run is killed at ${KILLS} moments: nothing is lost, and nothing is there twice`,
    async () => {
      const random = chance(SEED);
      for (let kill = 1; kill <= KILLS; kill += 1) {
        const before = await present();
        // Steps of what is there already come first.
        const run = await upUntil((await known()).length + among(random, 0, 6));
        await sleep(among(random, 0, 300));
        run.kill();
        await run.done;
        expect((await engine.cancel()).code).toBe(0);
        expect(await engine.takeUp()).toMatchObject({ code: 0 });
        expect(await present()).toEqual(expect.arrayContaining(before));
      }
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
      'kubernetes:networking.k8s.io/v1:NetworkPolicy dwcp/dwcp-api',
    ];

    expect(told(await engine.refresh('--preview-only'), 'update')).toEqual(changed);
    expect((await api.get(worker))!['spec'].replicas).toBe(replicas + 2);

    const up = await engine.up('--refresh');
    expect({ code: up.code, updated: told(up, 'update') }).toMatchObject({ code: 0 });
    expect((await api.get(worker))!['spec'].replicas).toBe(replicas);
    expect((await api.get(policy))!['spec'].ingress).toEqual((policy['spec'] as { ingress: unknown }).ingress);
    await expectWhole();
  });

  test('somebody changes a database: the run ends at it and names them, and nothing of it is changed', async () => {
    const parameters = { postgresql: { parameters: { max_connections: '77' } } };
    await kubectl.edit(database, { spec: parameters });
    const up = await engine.up('--refresh');
    expect(up.code).toBeGreaterThan(0);
    expect(up.diagnostics.join('\n')).toMatch(/conflict with "kubectl-edit"/);
    expect((await api.get(database))!['spec']).toMatchObject(parameters);

    const declared = (database['spec'] as { postgresql: { parameters: object } }).postgresql.parameters;
    await kubectl.edit(database, { spec: { postgresql: { parameters: declared } } });
    await expectWhole();
  });

  test('at last it is destroyed, and nothing is left', async () => {
    expect(await engine.destroy()).toMatchObject({ code: 0 });
    expect(await present()).toEqual([]);
    expect((await engine.stackExport()).resources ?? []).toEqual([]);
  });
});
