import type { EnvironmentReport } from '../../../../cli/preview/report';
import { countsOf, countsText, onPaperText } from '../../../../cli/preview/told/counts';
import { toldGroups } from '../../../../cli/preview/told/groups';
import { toldResources } from '../../../../cli/preview/told/resources';
import type { Manifest } from '../../../../constructs';
import { environmentReport } from '../formats/reports';
import { comparing, manifest } from '../support';

/** The report of an environment in which objects become others. */
function changing(environment: string, before: readonly Manifest[], after: readonly Manifest[]): EnvironmentReport {
  return environmentReport({ environment, diff: comparing({ objects: before }, { objects: after }).diff });
}

const web = (spec: object, name = 'web') => manifest('apps/v1', 'Deployment', name, { spec });

function shown(...environments: readonly EnvironmentReport[]): readonly string[] {
  return toldGroups(environments).flatMap(({ title, counts, entries }) => [
    `${title}: ${counts}`,
    ...entries.flatMap((entry) => entry.lines().map(({ mark, text }) => `${mark} ${text}`)),
  ]);
}

test('what is the same in several environments is shown once, and what is not with its environment', () => {
  const staging = changing('staging', [web({ image: 'a', size: 1 })], [web({ image: 'b', size: 2 })]);
  const production = changing('production', [web({ image: 'a', size: 1 })], [web({ image: 'b', size: 3 })]);
  expect(shown(staging, production)).toEqual([
    'Deployment: 1 changed',
    '@ shop/web (staging, production)',
    '! spec.image: a → b',
    '! spec.size: 1 → 2 (staging)',
    '! spec.size: 1 → 3 (production)',
  ]);
});

test('another version of a kind is a change of the object, and no other name of it', () => {
  const route = (version: string) => manifest(`gateway.networking.k8s.io/${version}`, 'HTTPRoute', 'api');
  const report = changing('production', [route('v1beta1')], [route('v1')]);
  expect(shown(report)).toEqual([
    'HTTPRoute: 1 changed',
    '@ shop/api',
    '! apiVersion:',
    '-   gateway.networking.k8s.io/v1beta1',
    '+   gateway.networking.k8s.io/v1',
  ]);
  expect(countsText(countsOf(report.diff))).toBe('1 changed');
});

test('a resource that comes in one environment and changes in another is one', () => {
  const staging = changing('staging', [], [web({ image: 'a' })]);
  const production = changing('production', [web({ image: 'a' })], []);
  expect(shown(staging, production)).toEqual([
    'Deployment: 1 added',
    '@ shop/web is added (staging)',
    '+ spec.image: a',
    '@ shop/web is deleted (production)',
  ]);
});

test('what is new is shown without its names, and what is gone by its name alone', () => {
  const labels = { team: 'shop' };
  const service = { ...manifest('v1', 'Service', 'web'), metadata: { name: 'web', namespace: 'shop', labels } };
  expect(shown(changing('dev', [web({})], [service]))).toEqual([
    'Deployment: 1 deleted',
    '@ shop/web is deleted',
    'Service: 1 added',
    '@ shop/web is added',
    '+ metadata.labels.team: shop',
  ]);
});

test('of what was renamed only that is shown which does not follow from its name', () => {
  const spec = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8 };
  const before = web({ ...spec, serviceName: 'web', size: 1 });
  const after = web({ ...spec, serviceName: 'front', size: 2 }, 'front');
  expect(shown(changing('dev', [before], [after]))).toEqual([
    'Deployment: 1 renamed',
    '@ shop/web is now shop/front',
    '! spec.size: 1 → 2',
  ]);
});

test('an edge that was declared, or is no longer, stands before the resources that it takes', () => {
  const edge = {
    from: 'shop/web',
    to: 'shop/db',
    port: 5432,
    protocol: 'TCP',
    infrastructure: false,
    by: 'grant',
    declaredAt: { path: 'shop/web', call: 'grant' },
    identity: 'cluster.local/ns/shop/sa/web',
    http: { methods: ['GET'], paths: ['/a'] },
  } as const;
  const { diff } = comparing({}, { objects: [web({})] });
  const report = environmentReport({ diff: { ...diff, edges: { added: [edge], removed: [], changed: [] } } });
  expect(shown(report).slice(0, 2)).toEqual([
    'Declared edges: 1 added',
    '+ shop/web → shop/db 5432/TCP, as cluster.local/ns/shop/sa/web, only GET /a',
  ]);
});

test('what nobody would notice is left out, and counted', () => {
  const { diff } = changing('dev', [web({}), web({}, 'b')], [web({ revisionHistoryLimit: 10 }), web({}, 'b')]);
  const waiting = { field: 'dependsOn[]', steps: ['dependsOn', '[]'], after: 'a' };
  const moved = { id: 'b', before: 'shop/b', after: 'shop/front/b' };
  const report = environmentReport({
    diff: { ...diff, changed: [...diff.changed, { id: 'v1/Service shop/b', fields: [waiting] }], moved: [moved] },
  });
  expect(toldResources([report])).toEqual([]);
  expect(countsText(countsOf(report.diff))).toBe('');
  expect(onPaperText([report])).toBe(
    '1 resource is declared by another construct, 1 resource waits for something else and ' +
      '1 resource says what holds where nothing is said: nothing happens to what runs',
  );
});
