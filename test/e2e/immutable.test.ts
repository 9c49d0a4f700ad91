import { identityOf } from '../../constructs/plan/identity';
import { IMMUTABLE } from '../../constructs/plan/immutable';
import { kindOf } from '../../constructs/plan/kinds';
import { OF_KUBERNETES } from './immutable/kubernetes';
import { OF_OPERATORS } from './immutable/operators';
import { transitionRules } from './immutable/transition-rules';
import { NAMESPACE, type Trial, withField } from './immutable/trial';
import { ACCOUNTS } from './immutable/workloads';
import { established } from './servers/crds';
import { ApiError, KubernetesApi } from './support/kubernetes-api';
import { world } from './support/world';

const api = new KubernetesApi(world().kubernetes);
const TRIALS = [...OF_KUBERNETES, ...OF_OPERATORS];
const named = TRIALS.map((trial) => [`${trial.object.kind} ${identityOf(trial.object.metadata)}`, trial] as const);

const NAMESPACE_OBJECT = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };

/** Growing a claim is up to its class. */
const EXPANDABLE = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'fast' },
  provisioner: 'example.com/disks',
  allowVolumeExpansion: true,
};

beforeAll(async () => {
  for (const object of [NAMESPACE_OBJECT, EXPANDABLE, ...ACCOUNTS]) await api.apply(object);
});

afterAll(async () => {
  for (const object of [EXPANDABLE, NAMESPACE_OBJECT]) await api.delete(object);
  await api.waitGone(NAMESPACE_OBJECT);
});

describe.each(named)('%s', (_, trial) => {
  const { object, refuses, takes = {} } = trial;
  const known = IMMUTABLE[kindOf(object)] ?? [];

  beforeAll(() => make(trial));
  afterAll(() => remove(trial));

  for (const [field, value] of Object.entries(refuses)) {
    test(`refuses another ${field}`, async () => {
      const refusal = await api.apply(withField(object, field, value)).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(ApiError);
      expect(refusal).toMatchObject({
        status: 422,
        message: expect.stringMatching(/immutable|forbidden|not be changed|may not change|cannot change|can not be/i),
      });
    });
  }

  for (const [field, value] of Object.entries(takes)) {
    test(`takes another ${field}`, async () => {
      await api.apply(withField(object, field, value), { dryRun: true });
    });
  }

  for (const { field, default: usual, refusedBy } of known) {
    if (usual === undefined || refusedBy === 'webhook' || fieldIn(object, field) !== undefined) continue;
    test(`takes ${field} as it is where it is left out`, async () => {
      await api.apply(withField(object, field, usual), { dryRun: true });
    });
  }
});

describe('the table of immutable fields', () => {
  const tried = (what: 'refuses' | 'takes') =>
    TRIALS.flatMap((trial) => Object.keys(trial[what] ?? {}).map((field) => `${kindOf(trial.object)} ${field}`));

  const inTable = (is: (refusedBy: string | undefined) => boolean) =>
    Object.entries(IMMUTABLE)
      .filter(([kind]) => !kind.startsWith('vault:'))
      .flatMap(([kind, fields]) =>
        fields.filter(({ refusedBy }) => is(refusedBy)).map(({ field }) => `${kind} ${field}`),
      );

  test('says of nothing that it is refused but of what was tried here', () => {
    const refused = inTable((by) => by === 'server' || by === 'definition');
    expect([...new Set(refused)].sort()).toEqual([...new Set(tried('refuses'))].sort());
  });

  test('says that Pulumi alone replaces what the server was seen to take', () => {
    const alone = Object.entries(IMMUTABLE)
      .filter(([kind]) => !kind.startsWith('vault:'))
      .flatMap(([kind, fields]) =>
        fields.filter(({ replaces, refusedBy }) => replaces && !refusedBy).map(({ field }) => `${kind} ${field}`),
      );
    expect(alone.filter((field) => !tried('takes').includes(field))).toEqual([]);
  });

  test('has every rule of the definitions that compares a field with what it was', async () => {
    expect(inTable((by) => by === 'definition').sort()).toEqual(await transitionRules(api));
  });
});

async function make({ object, status }: Trial): Promise<void> {
  await api.apply(object);
  if (status !== undefined) await merge(object, { status }, '/status');
  if (object.kind === 'CustomResourceDefinition') await established(api, object);
}

/** Volumes and claims wait for controllers that do not run here. */
async function remove({ object }: Trial): Promise<void> {
  await merge(object, { metadata: { finalizers: null } });
  await api.delete(object);
}

async function merge({ apiVersion, kind, metadata }: Trial['object'], change: object, part = ''): Promise<void> {
  const path = await api.path(apiVersion, kind, metadata.namespace, metadata.name);
  await api.request('PATCH', `${path}${part}`, change, 'application/merge-patch+json');
}

function fieldIn(object: object, field: string): unknown {
  return field.split('.').reduce<any>((value, key) => value?.[key], object);
}
