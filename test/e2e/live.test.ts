import { objectsOf } from '../support/environment';
import { liveLacks } from './live/ability';
import { isReady } from './live/cluster/cluster';
import { dwcpLive } from './live/dwcp';
import { everyMonitorIsUp, inWords } from './live/monitors';
import { lifeTests } from './live/platform/life-tests';
import { meshTests } from './live/platform/mesh-tests';
import { EDGE, leadToGateway, NAMESPACE, type Site, startSite, whileDeployed } from './live/platform/site';
import { up } from './live/platform/stack';
import { claims, PATH, TARGET, type Visit, visit } from './live/platform/visitor';
import { programsOfPlatform } from './live/programs-here';
import { podsOf } from './live/workloads';
import { writtenTo } from './live/written-to';
import { meshLacks } from './mesh/ability';
import { eventually } from './support/eventually';
import { runFolder } from './support/world';

const say = (line: string) => process.stderr.write(`live: ${line}\n`);
const lack = liveLacks() ?? meshLacks();
if (lack !== undefined) say(`skipped: ${lack}`);

(lack === undefined ? describe : describe.skip)(
  'the reference platform, deployed by pulumi up on a real cluster',
  () => {
    let site: Site;
    const dwcp = (command: 'verify' | 'doctor', ...args: readonly string[]) =>
      dwcpLive({ kubeconfig: site.cluster.kubeconfig, ...site.stack }, command, ...args);

    beforeAll(async () => {
      site = await startSite({ runDir: runFolder(), name: 'platform' }, say);
      say(`programs: ${programsOfPlatform(site.cluster.packages)}`);
      const others = whileDeployed(site);
      const started = Date.now();
      await up(site.stack);
      say(`pulumi up: ${((Date.now() - started) / 1000).toFixed(1)} s`);
      await others;
      await leadToGateway(site);
    });
    afterAll(() => site?.stop());

    test('`pulumi up` has ended when everything is there and ready under "restricted"', async () => {
      const { api } = site.cluster;
      const ready = (await Promise.all([NAMESPACE, EDGE].map((name) => api.list('v1', 'Pod', name))))
        .flat()
        .filter(isReady);
      const names = ready.map(({ metadata }) => metadata.name);
      const counted = Object.keys(PODS).map((start) => [start, names.filter((name) => name.startsWith(start)).length]);
      expect(Object.fromEntries(counted)).toEqual(PODS);
      const namespaces = await api.list('v1', 'Namespace');
      const enforced = namespaces.filter(({ metadata }) => [NAMESPACE, EDGE].includes(metadata.name));
      expect(enforced.map(({ metadata }) => metadata.labels?.['pod-security.kubernetes.io/enforce'])).toEqual([
        'restricted',
        'restricted',
      ]);
      say(`pods ready under "restricted": ${ready.length}`);
    });

    test('nobody has written to what is declared of it since', async () => {
      expect(await writtenTo(site.stack.plan.resources, site.cluster.api)).toEqual([]);
    });

    test('a second one changes nothing', async () => {
      const { code, changes, stdout } = await site.stack.engine.up();
      const changed = stdout.split('\n').filter((line) => / [~+-] /.test(line));
      expect({ code, kinds: Object.keys(changes), changed }).toEqual({ code: 0, kinds: ['same'], changed: [] });
    });

    test('somebody with a token comes through the gateway to the application, PostgreSQL and Redis, and back', async () => {
      const answer = () =>
        visit(site.outside).then(({ status, body }) => status === 200 && (JSON.parse(body) as Visit));
      const first = await eventually(() => answer().catch(() => false as const), {
        what: 'a visit',
        timeoutMs: 60_000,
      });
      const second = JSON.parse((await visit(site.outside)).body) as Visit;
      expect(Number(second.id)).toBeGreaterThan(Number(first.id));
      expect(second.cached).toBe(first.cached + 1);
      expect(second.login).toMatch(/^v-/);
      expect(second.caller).toMatch(/URI=spiffe:\/\/live\.dwcp\.internal\/ns\/edge\/sa\/\S+/);
    });

    test.each<[string, () => string | undefined, number]>([
      ['without a token', () => undefined, 403],
      ['with a token that somebody else signed', () => site.outside.login.token(claims(), 'foreigner'), 401],
      ['with a token for another audience', () => site.outside.login.token(claims({ aud: 'elsewhere' })), 403],
    ])('somebody %s is refused', async (_, tokenOf, status) => {
      const token = tokenOf();
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      expect((await site.outside.client.ask(TARGET, { path: PATH, headers })).status).toBe(status);
    });

    test('TLS 1.2 is refused', async () => {
      await expect(site.outside.client.secure(TARGET, 'TLSv1.2')).rejects.toThrow(/protocol version/);
    });

    /** Every monitor has a target for each of its pods, sidecars and the gateway among them, and all are up. */
    const areScraped = async () => {
      const seen = await everyMonitorIsUp(objectsOf(site.stack.plan.resources), site.cluster);
      for (const monitor of seen) say(inWords(monitor));
      expect(seen.map(({ called }) => called).sort()).toEqual([
        ...['dwcp-api', 'dwcp-postgres', 'dwcp-postgres-pooler', 'dwcp-worker'].map(
          (name) => `PodMonitor dwcp/${name}`,
        ),
        'PodMonitor edge/edge',
      ]);
    };

    test('`dwcp doctor` finds the cluster as the facts have it, and as docs/deploy.md asks for', async () => {
      const { status, stdout, stderr } = await dwcp('doctor');
      expect({ status, stderr, wrong: wrong(stdout) }).toEqual({ status: 0, stderr: '', wrong: [] });
    });

    test('a sidecar is a native one, which starts before the application and ends after it', async () => {
      for (const workload of ['dwcp-api', 'dwcp-worker']) {
        for (const { spec } of await podsOf(site.cluster.api, NAMESPACE, workload)) {
          const sidecar = spec.initContainers.find(({ name }: { name: string }) => name === 'istio-proxy');
          expect(sidecar?.restartPolicy).toBe('Always');
        }
      }
    });

    const deviations = async () => {
      // Of a pod that Prometheus has not tried yet, it would say that nobody knows.
      await everyMonitorIsUp(objectsOf(site.stack.plan.resources), site.cluster);
      const { status, stdout, stderr } = await dwcp('verify', '--image', site.cluster.images.shell.reference);
      const found = wrong(stdout);
      expect({ status, stderr }).toEqual({ status: found.length === 0 ? 0 : 1, stderr: '' });
      return found;
    };

    describe('in the mesh', () => meshTests(() => site));
    describe('under load', () => lifeTests(() => site, { areScraped, deviations }, say));
  },
);

/** How many pods there are of the platform, by how their names begin. */
const PODS = {
  'dwcp-api-': 3,
  'dwcp-worker-': 2,
  'dwcp-postgres-pooler-': 2,
  'dwcp-postgres-': 3 + 2,
  'dwcp-redis-': 1,
  'edge-istio-': 2,
};

/** The lines that say what is not in order. */
function wrong(stdout: string): string[] {
  return stdout.split('\n').flatMap((line) => line.match(/^ {2}((?:deviates|unknown) .*)$/)?.[1] ?? []);
}
