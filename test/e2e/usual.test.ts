import { kindOf } from '../../constructs/plan/kinds';
import { isUsual, USUAL_OF_KINDS, USUAL_OF_PODS } from '../../constructs/plan/usual';
import { KubernetesApi } from './support/kubernetes-api';
import { world } from './support/world';

const api = new KubernetesApi(world().kubernetes);

const metadata = { name: 'usual', namespace: 'default' };
const labels = { app: 'usual' };
const probe = { httpGet: { port: 80 } };

/** A pod that has everything of which something is usual, and says none of it. */
const POD = {
  containers: [
    {
      name: 'api',
      image: 'registry.example.com/api:1',
      ports: [{ containerPort: 8080 }],
      livenessProbe: probe,
      readinessProbe: probe,
      startupProbe: probe,
    },
    {
      name: 'env',
      image: 'registry.example.com/api:1',
      env: [{ name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
    },
  ],
  initContainers: [{ name: 'init', image: 'registry.example.com/api:1' }],
  volumes: [
    { name: 'settings', configMap: { name: 'settings' } },
    { name: 'secret', secret: { secretName: 'secret' } },
    { name: 'both', projected: { sources: [{ configMap: { name: 'settings' } }] } },
  ],
};
const TEMPLATE = { metadata: { labels }, spec: POD };
const OF_JOB = { template: { spec: { ...POD, restartPolicy: 'Never' } } };

const OBJECTS = [
  { apiVersion: 'v1', kind: 'Pod', metadata, spec: POD },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata,
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
  { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ port: 80 }] } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector: { matchLabels: labels }, template: TEMPLATE },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: { serviceName: 'usual', selector: { matchLabels: labels }, template: TEMPLATE },
  },
  { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { schedule: '0 6 * * 1', jobTemplate: { spec: OF_JOB } } },
  { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: OF_JOB },
] as const;

/** Every field of a value, with what stands there. */
function leaves(
  value: unknown,
  steps: readonly string[] = [],
): readonly (readonly [steps: readonly string[], value: unknown])[] {
  if (typeof value !== 'object' || value === null) return [[steps, value]];
  if (Array.isArray(value)) return value.flatMap((entry, index) => leaves(entry, [...steps, `[${index}]`]));
  return Object.entries(value).flatMap(([key, entry]) => leaves(entry, [...steps, key]));
}

/** The last two fields that lead there, as the table calls them. */
function placeOf(steps: readonly string[]): string {
  const [above, field] = steps.filter((step) => !step.startsWith('[')).slice(-2);
  const called = {
    initContainers: 'containers',
    livenessProbe: 'probe',
    readinessProbe: 'probe',
    startupProbe: 'probe',
  };
  return `${called[above as keyof typeof called] ?? above}.${field}`;
}

test.each(OBJECTS.map((object) => [kindOf(object), object] as const))(
  'the API server writes into a %s what the table says, and nothing else in its place',
  async (kind, object) => {
    const stored = await api.apply(object, { dryRun: true });
    const said = new Set(leaves(object).map(([steps]) => steps.join('/')));
    const written = leaves(stored).filter(([steps]) => !said.has(steps.join('/')));
    const places = { ...USUAL_OF_KINDS[kind], ...(kind.match(/Service|Claim/) ? {} : USUAL_OF_PODS) };
    const inTable = written.filter(([steps]) => Object.hasOwn(places, placeOf(steps)));
    const others = inTable.filter(([steps, after]) => !isUsual(kind, { field: '', steps, after }));
    expect(others).toEqual([]);
    // A job says itself whether its pods are started again.
    const expected = Object.keys(places).filter(
      (place) => !(place === 'spec.restartPolicy' && kind.startsWith('batch/')),
    );
    expect([...new Set(inTable.map(([steps]) => placeOf(steps)))].sort()).toEqual(expected.sort());
  },
);

test('every kind of the table is tried', () => {
  expect(Object.keys(USUAL_OF_KINDS).filter((kind) => !OBJECTS.some((object) => kindOf(object) === kind))).toEqual([]);
});
