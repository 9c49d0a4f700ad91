import { checklistOf } from '../../../../cli/preview/change/checklist';
import type { ChangeRecord } from '../../../../cli/preview/change/record';
import type { Finding } from '../../../../cli/preview/finding';
import type { Manifest } from '../../../../constructs';
import type { Verdict } from '../../../../policies/index';
import { comparing, manifest, type SideGiven } from '../support';

const LABELS = { app: 'api' };
const api = (image: string) =>
  manifest('apps/v1', 'Deployment', 'api', {
    spec: {
      replicas: 2,
      selector: { matchLabels: LABELS },
      template: { metadata: { labels: LABELS }, spec: { containers: [{ name: 'api', image }] } },
    },
  });
const MONITOR = manifest('monitoring.coreos.com/v1', 'PodMonitor', 'api', {
  spec: { selector: { matchLabels: LABELS } },
});

const RESTART: Finding = {
  topic: 'restart',
  effect: 'neutral',
  subject: 'apps/v1/Deployment shop/api',
  says: 'it restarts',
};
const LOST: Finding = { topic: 'data', effect: 'worse', subject: 'orders', says: 'orders are lost', gate: 'data-loss' };

interface Given {
  readonly before?: readonly Manifest[];
  readonly after?: readonly Manifest[];
  readonly verdicts?: SideGiven['verdicts'];
  readonly findings?: readonly Finding[];
  readonly record?: ChangeRecord;
}

/** The lines of which something is known, by what they say. */
function known({ before = [api('api:1')], after = [api('api:2')], verdicts, findings = [], record }: Given) {
  const side = { objects: after, ...(verdicts && { verdicts }) };
  const items = checklistOf(comparing({ objects: before }, side), findings, record);
  return Object.fromEntries(
    items.flatMap(({ says, status, found }) => (found === undefined ? [] : [[says, `${status}: ${found}`]])),
  );
}

describe('the checklist of a deployment', () => {
  test('is about what comes before, what is watched, and what comes after', () => {
    const items = checklistOf(comparing({ objects: [api('api:1')] }, { objects: [api('api:2')] }), []);
    expect(items.map(({ phase }) => phase)).toEqual([
      ...Array<string>(11).fill('before'),
      ...Array<string>(8).fill('during'),
      ...Array<string>(5).fill('after'),
    ]);
    expect(items.filter(({ says }) => /\d/.test(says)).map(({ says }) => says)).toEqual([
      'Fewer than 0.5 % of requests fail',
      '95 % of requests are answered within 500 ms',
      'Dashboards are as they were, and no alert fires, 30 minutes later',
    ]);
  });

  test('is empty where nothing is deployed', () => {
    expect(checklistOf(comparing({ objects: [api('api:1')] }, { objects: [api('api:1')] }), [])).toEqual([]);
  });

  test('is filled in by a new image that restarts what nobody watches', () => {
    expect(known({ findings: [RESTART] })).toEqual({
      'New images are scanned for known weaknesses': 'open: api:2',
      'What changes is monitored, and alerts': 'open: no monitor finds the pods of Deployment shop/api',
      'The way back is written down': 'done: deploy main again',
      'Migrations of the schema were tried on a copy of the data':
        'not needed: no schema changes that the platform declares',
      'What restarts becomes ready': 'open: Deployment shop/api',
      'Migrations of the schema are done': 'not needed: no schema changes that the platform declares',
    });
  });

  test('knows a monitor that finds the pods, and that nothing restarts and no image is new', () => {
    const { replicas: _, ...spec } = api('api:1')['spec'] as Readonly<Record<string, unknown>>;
    expect(known({ before: [MONITOR, { ...api('api:1'), spec }], after: [MONITOR, api('api:1')] })).toMatchObject({
      'New images are scanned for known weaknesses': 'not needed: no image is new',
      'What changes is monitored, and alerts': 'done: a monitor finds the pods of everything that changes',
      'What restarts becomes ready': 'not needed: nothing restarts',
    });
  });

  test('knows images that operators run, and those of init containers', () => {
    const cluster = manifest('postgresql.cnpg.io/v1', 'Cluster', 'orders', { spec: { imageName: 'postgresql:18' } });
    const job = manifest('batch/v1', 'CronJob', 'report', {
      spec: { jobTemplate: { spec: { template: { spec: { initContainers: [{ name: 'seed', image: 'seed:1' }] } } } } },
    });
    expect(known({ after: [cluster, job] })['New images are scanned for known weaknesses']).toBe(
      'open: postgresql:18, seed:1',
    );
  });

  test('knows images that are mounted, modules of the proxy, and those of operators that nobody here knows', () => {
    const volumes = [{ name: 'model', image: { reference: 'model:1' } }];
    const some = [
      manifest('v1', 'Pod', 'one', { spec: { containers: [{ name: 'app', image: 'app:1' }], volumes } }),
      manifest('extensions.istio.io/v1alpha1', 'WasmPlugin', 'filter', { spec: { url: 'oci://filter:1' } }),
      manifest('tekton.dev/v1', 'Task', 'build', { spec: { steps: [{ name: 'build', image: 'builder:1' }] } }),
      manifest('example.com/v1', 'Cache', 'cache', { spec: { proxy: { image: 'cache:1' } } }),
    ];
    expect(known({ after: some })['New images are scanned for known weaknesses']).toBe(
      'open: app:1, builder:1, cache:1, model:1, oci://filter:1',
    );
  });

  test('takes the pattern of a policy for no image', () => {
    const pattern = { spec: { containers: [{ image: '*:latest' }] } };
    const policy = manifest('kyverno.io/v1', 'ClusterPolicy', 'tags', {
      spec: { rules: [{ name: 'tag', validate: { pattern } }] },
    });
    expect(known({ before: [], after: [policy] })['New images are scanned for known weaknesses']).toBe(
      'not needed: no image is new',
    );
  });

  test('says that what is lost does not come back', () => {
    expect(known({ findings: [LOST] })['The way back is written down']).toBe(
      'open: deploying main brings nothing back of what is lost',
    );
  });

  test('says that a disk which grew does not shrink again', () => {
    const cluster = (size: string) =>
      manifest('postgresql.cnpg.io/v1', 'Cluster', 'orders', { spec: { instances: 3, storage: { size } } });
    expect(known({ before: [cluster('1Gi')], after: [cluster('2Gi')] })['The way back is written down']).toBe(
      'open: it does not go back by itself: spec.storage.size of Cluster shop/orders',
    );
  });

  test('names a few of many', () => {
    const images = Array.from({ length: 7 }, (_, index) => api(`api:${index + 2}`)).map((object, index) => ({
      ...object,
      metadata: { ...object.metadata, name: `api-${index}` },
    }));
    expect(known({ after: images })['New images are scanned for known weaknesses']).toBe(
      'open: api:2, api:3, api:4, api:5, api:6 and 2 more',
    );
  });

  test('asks for the migration of a schema, and for a way back from it', () => {
    const database = manifest('postgresql.cnpg.io/v1', 'Database', 'orders');
    expect(known({ after: [database] })).toMatchObject({
      'Migrations of the schema were tried on a copy of the data': 'open: Database shop/orders added',
      'Migrations of the schema are done': 'open: Database shop/orders added',
      'The way back is written down': 'open: what is stored in the new form has to be read in the old one',
    });
  });

  test('says how many mandatory rules fail', () => {
    const verdict = (outcome: Verdict['outcome'], level: Verdict['level'] = 'mandatory') =>
      ({ outcome, level }) as Verdict;
    const rules = (...verdicts: readonly Verdict[]) => known({ verdicts })['Every mandatory rule passes'];
    expect(rules(verdict('pass'), verdict('exempt'), verdict('fail', 'advisory'))).toBe('done: 3 verdicts');
    expect(rules(verdict('pass'), verdict('fail'), verdict('unknown'))).toBe(
      'open: 2 of 3 verdicts fail, or cannot tell',
    );
  });

  test('has the day of the review from the record', () => {
    const record: ChangeRecord = {
      class: 'standard',
      title: 'Release 2',
      owner: 'api@example.com',
      submitted: '2026-11-23T09:00:00Z',
      review: '2026-12-03',
    };
    expect(known({ record })['A day is set to look back at it']).toBe('done: 2026-12-03');
  });
});
