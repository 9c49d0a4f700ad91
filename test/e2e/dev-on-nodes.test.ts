import { objectsOf } from '../support/environment';
import { liveLacks } from './live/ability';
import { isReady } from './live/cluster/cluster';
import { dwcpLive } from './live/dwcp';
import { everyMonitorIsUp } from './live/monitors';
import { EDGE, leadToGateway, NAMESPACE, type Site, startSite, whileDeployed } from './live/platform/site';
import { up } from './live/platform/stack';
import { type Visit, visit } from './live/platform/visitor';
import { programsOfPlatform } from './live/programs-here';
import { writtenTo } from './live/written-to';
import { meshLacks } from './mesh/ability';
import { eventually } from './support/eventually';
import { runFolder } from './support/world';

const say = (line: string) => process.stderr.write(`dev: ${line}\n`);
const lack = liveLacks() ?? meshLacks();
if (lack !== undefined) say(`skipped: ${lack}`);

/** How many pods there are, by how their names begin: one of each, and two of what users reach and of the gateway. */
const PODS = {
  'dwcp-api-': 2,
  'dwcp-worker-': 1,
  'dwcp-postgres-1': 1,
  'dwcp-postgres-pooler-': 1,
  'dwcp-redis-': 1,
  'edge-istio-': 2,
};

(lack === undefined ? describe : describe.skip)('dev, deployed by pulumi up on a real cluster', () => {
  let site: Site;

  beforeAll(async () => {
    site = await startSite({ runDir: runFolder(), name: 'dev' }, say, 'dev');
    say(`programs: ${programsOfPlatform(site.cluster.packages)}`);
    const others = whileDeployed(site);
    await up(site.stack);
    await others;
    await leadToGateway(site);
  });
  afterAll(() => site?.stop());

  test('`pulumi up` has ended when everything is there and ready', async () => {
    const { api } = site.cluster;
    const pods = (await Promise.all([NAMESPACE, EDGE].map((name) => api.list('v1', 'Pod', name)))).flat();
    const ready = pods.filter(isReady).map(({ metadata }) => metadata.name);
    const counted = Object.keys(PODS).map((start) => [start, ready.filter((name) => name.startsWith(start)).length]);
    expect(Object.fromEntries(counted)).toEqual(PODS);
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
    const answer = () => visit(site.outside).then(({ status, body }) => status === 200 && (JSON.parse(body) as Visit));
    const { login, cached } = await eventually(() => answer().catch(() => false as const), {
      what: 'a visit',
      timeoutMs: 60_000,
    });
    expect(login).toMatch(/^v-/);
    expect(cached).toBe(1);
  });

  test('`dwcp verify` finds it as declared, from inside its pods', async () => {
    await everyMonitorIsUp(objectsOf(site.stack.plan.resources), site.cluster);
    const about = { kubeconfig: site.cluster.kubeconfig, ...site.stack };
    const { status, stdout } = await dwcpLive(about, 'verify', '--image', site.cluster.images.shell.reference);
    const wrong = stdout.split('\n').filter((line) => /^ {2}(deviates|unknown) /.test(line));
    expect({ status, wrong }).toEqual({ status: 0, wrong: [] });
  });
});
