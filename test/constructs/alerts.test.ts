import { Postgres, Redis, SecureNamespace, synthesize, WebService } from '../../constructs';
import type { Manifest } from '../../constructs/plan/resource';
import { environment, IMAGE, objectsOf, RESOURCES } from '../support/environment';
import { referencePlan } from '../support/reference';

interface Alert {
  readonly alert?: string;
  readonly labels: Readonly<Record<string, string>>;
}

function alertsIn(objects: readonly Manifest[]): Alert[] {
  const rules = objects.filter(({ kind }) => kind === 'PrometheusRule');
  return rules
    .flatMap(({ spec }) => (spec as { groups: { rules: Alert[] }[] }).groups.flatMap((group) => group.rules))
    .filter(({ alert }) => alert !== undefined);
}

/** Two namespaces that are alike, with two databases and a cache that restart two services each. */
function twice(): Manifest[] {
  const tree = environment();
  for (const name of ['shop', 'copy']) {
    const namespace = new SecureNamespace(tree, name);
    const image = { image: IMAGE, resources: RESOURCES };
    const services = ['api', 'admin'].map((id) => new WebService(namespace, id, { ...image, scale: 2 }));
    const data = [
      ...['orders', 'stock'].map(
        (id) =>
          new Postgres(namespace, id, {
            ...{ ...image, instances: 3, storage: '10Gi', credentials: { ttlHours: 12 } },
            pooler: { instances: 2, resources: RESOURCES, image: IMAGE },
          }),
      ),
      new Redis(namespace, 'cache', { ...image, storage: '1Gi' }),
    ];
    for (const one of data) for (const service of services) one.grantReadWrite(service);
  }
  return objectsOf(synthesize(tree));
}

const production = () =>
  referencePlan('production').resources.flatMap((one) => (one.api === 'vault' ? [] : one.object));

test.each([
  ['production', production, 14],
  ['two namespaces that are alike', twice, 24],
])('the alerts of %s are told apart by their labels, as Alertmanager tells them', (_, objects, atLeast) => {
  const told = alertsIn(objects()).map(({ alert, labels }) => JSON.stringify([alert, Object.entries(labels).sort()]));
  expect(told.length).toBeGreaterThanOrEqual(atLeast);
  expect(told.filter((one, index) => told.indexOf(one) !== index)).toEqual([]);
});

test('an alert says of which namespace and rule it is', () => {
  const ofLogin = alertsIn(twice()).find(
    ({ labels }) => labels['secret'] === 'api-orders' && labels['namespace'] === 'copy',
  );
  expect(ofLogin).toMatchObject({
    alert: 'NotRestarted',
    labels: { severity: 'critical', namespace: 'copy', owner: 'copy', rule: 'restarts', secret: 'api-orders' },
  });
});
