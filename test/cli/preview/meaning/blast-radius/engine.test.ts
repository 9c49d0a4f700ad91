import { comparisonOf } from '../../../../../cli/preview/comparison';
import type { EngineStep, EngineView } from '../../../../../cli/preview/engine';
import { engine } from '../../../../../cli/preview/meaning/blast-radius/engine';
import { comparing, manifest, type SideGiven } from '../../support';

const config = (value: string) => manifest('v1', 'ConfigMap', 'settings', { data: { value } });
const api = (replicas: number) => manifest('apps/v1', 'Deployment', 'api', { spec: { replicas } });
const disk = (storage: string) => manifest('v1', 'PersistentVolumeClaim', 'disk', { spec: { storage } });

const CONFIG = 'v1/ConfigMap shop/settings';
const API = 'apps/v1/Deployment shop/api';
const DISK = 'v1/PersistentVolumeClaim shop/disk';

interface Given {
  readonly before: SideGiven;
  readonly after: SideGiven;
  readonly steps?: Readonly<Record<string, Partial<EngineStep> & Pick<EngineStep, 'op'>>>;
  readonly errors?: EngineView['errors'];
  readonly of?: EngineView['of'];
}

function found({ before, after, steps = {}, errors = [], of = 'preview' }: Given) {
  const compared = comparing(before, after);
  const all = Object.entries(steps).map(([id, step]) => [id, { fields: [], replaceKeys: [], ...step }] as const);
  return engine(comparisonOf(compared.before, compared.after, { of, steps: new Map(all), errors }));
}

const changed = { before: { objects: [config('a')] }, after: { objects: [config('b')] } };
const same = { before: { objects: [config('a')] }, after: { objects: [config('a')] } };

describe('nothing is told', () => {
  test.each<[what: string, given: Given]>([
    ['where it does what a change tells by itself', { ...changed, steps: { [CONFIG]: { op: 'update' } } }],
    ['where nobody asked it', { ...changed, of: 'drift' }],
    [
      'of what exists already and is taken up',
      { before: {}, after: { objects: [config('a')] }, steps: { [CONFIG]: { op: 'import' } } },
    ],
    [
      'of what it keeps where data is protected',
      {
        before: { objects: [disk('1Gi')], plan: { data: 'protected' } },
        after: { plan: { data: 'protected' } },
        steps: { [DISK]: { op: 'forget' } },
      },
    ],
  ])('%s', (_, given) => expect(found(given)).toEqual([]));
});

describe('a replacement that only it knows of', () => {
  test('says for which fields, and stops a workload', () => {
    expect(
      found({
        before: { objects: [api(1)] },
        after: { objects: [api(2)] },
        steps: { [API]: { op: 'replace', fields: ['spec.replicas', 'spec.selector'], replaceKeys: ['spec.selector'] } },
      }),
    ).toEqual([
      {
        topic: 'engine',
        effect: 'worse',
        subject: API,
        says: 'Pulumi would delete Deployment shop/api and make it anew, for spec.selector',
        gate: 'unavailable-rollout',
        resources: [API],
      },
    ]);
  });

  test('is a loss of data where there is some', () => {
    const [before, after] = [{ objects: [disk('1Gi')] }, { objects: [disk('2Gi')] }];
    expect(found({ before, after, steps: { [DISK]: { op: 'replace' } } })).toMatchObject([
      {
        says: 'Pulumi would delete PersistentVolumeClaim shop/disk and make it anew, for a reason that it does not show',
        gate: 'data-loss',
      },
    ]);
  });

  test('of anything else stops nothing', () => {
    const [finding] = found({ ...same, steps: { [CONFIG]: { op: 'replace', fields: ['data'] } } });
    expect(finding).toMatchObject({ says: expect.stringMatching(/anew, for data$/), effect: 'worse' });
    expect(finding).not.toHaveProperty('gate');
  });
});

describe('where it does something else', () => {
  test.each<[what: string, given: Given, says: string]>([
    [
      'a secret that is another one',
      { ...same, steps: { [CONFIG]: { op: 'update', fields: ['data.value'] } } },
      'Pulumi would update ConfigMap shop/settings for what it does not show: a secret, or what is not known yet',
    ],
    [
      'a change that it was told to ignore',
      changed,
      'Pulumi leaves ConfigMap shop/settings as it is, though it is declared otherwise',
    ],
    [
      'something that it does not delete',
      { before: { objects: [config('a')] }, after: {}, steps: { [CONFIG]: { op: 'forget' } } },
      'Pulumi forgets ConfigMap shop/settings, and leaves it where it is',
    ],
    [
      'something that was not there any more',
      { ...changed, steps: { [CONFIG]: { op: 'create' } } },
      'Pulumi would create ConfigMap shop/settings, where it was expected to update it',
    ],
  ])('%s is told', (_, given, says) => {
    expect(found(given)).toMatchObject([{ topic: 'engine', effect: 'neutral', subject: CONFIG, says }]);
  });
});

test('where it stops, it is told at what, and nothing is concluded from what it did not come to', () => {
  const errors = [
    { id: CONFIG, message: 'it cannot be deleted because it is protected' },
    { id: 'the program', message: 'it did not run to its end' },
  ];
  const both = { before: { objects: [config('a'), api(1)] }, after: { objects: [config('b'), api(2)] } };
  expect(found({ ...both, errors })).toEqual([
    {
      topic: 'engine',
      effect: 'worse',
      subject: CONFIG,
      says: 'Pulumi would stop at ConfigMap shop/settings: it cannot be deleted because it is protected',
      resources: [CONFIG],
    },
    {
      topic: 'engine',
      effect: 'worse',
      subject: 'the program',
      says: 'Pulumi would stop at the program: it did not run to its end',
    },
  ]);
});
