import { ApiObject, App } from 'cdk8s';
import {
  cidr,
  Environment,
  edgesOf,
  Grants,
  Pod,
  Port,
  Postgres,
  Redis,
  SecureNamespace,
  synthesize,
  UserError,
  WebService,
} from '../../../constructs';
import { environment, FACTS, IMAGE, objectIn, POSTGRES, POSTURE, RESOURCES } from '../../support/environment';

function orders(tree = environment()) {
  const namespace = new SecureNamespace(tree, 'orders');
  const db = new Postgres(namespace, 'db', POSTGRES);
  const redis = new Redis(namespace, 'cache', { image: IMAGE, storage: '1Gi', resources: RESOURCES });
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
  return { tree, namespace, db, redis, api };
}

type Orders = ReturnType<typeof orders>;

/** As JavaScript calls it: whatever the compiler would have said. */
type Untyped = any;

describe('a grant', () => {
  test('says what it is for on the edge that it makes', () => {
    const { tree, db, api } = orders();
    db.grantReadWrite(api, { why: 'takes orders' });
    const [edge] = edgesOf(tree).filter(({ by }) => by === 'grant');
    expect(edge).toMatchObject({
      from: 'orders/api',
      to: 'orders/db-pooler',
      why: 'takes orders',
      declaredAt: { path: 'test/orders/db', call: "grantReadWrite('orders/api')" },
    });
  });

  test('of something new is one offer: files, variables, and where to find them', () => {
    const { tree, namespace, api } = orders();
    const queue = new Pod(namespace, 'queue', {
      name: 'queue',
      image: IMAGE,
      resources: RESOURCES,
      ports: [Port.tcp(5672, 'amqp')],
      mesh: true,
      rolloutSeconds: 60,
    });
    new Grants(queue).give(api, {
      verb: 'grantPublish',
      access: 'publish',
      reach: queue,
      deliver: ({ name }) => ({
        sources: [{ secret: `${name}-queue`, files: { token: 'token' } }],
        env: { HOST: 'queue' },
      }),
    });
    const { template } = objectIn(tree, 'Deployment', 'api')['spec'] as Untyped;
    expect(template.spec.containers[0].env).toEqual([
      { name: 'QUEUE_CREDENTIALS_DIR', value: '/var/run/secrets/dwcp/queue' },
      { name: 'QUEUE_HOST', value: 'queue' },
    ]);
    expect(template.spec.volumes.at(-1)).toMatchObject({
      name: 'secret-queue',
      projected: { sources: [{ secret: { name: 'api-queue', items: [{ key: 'token', path: 'token' }] } }] },
    });
    expect(edgesOf(tree).find(({ by }) => by === 'grant')).toMatchObject({ to: 'orders/queue', port: 5672 });
  });

  test('is the same to whom it is said twice, in whatever order', () => {
    const rendered = [false, true].map((flipped) => {
      const { tree, db, redis, api } = orders();
      const says = [() => db.grantReadOnly(api), () => redis.grantReadWrite(api), () => db.grantReadOnly(api)];
      for (const say of flipped ? says.reverse() : says) say();
      return synthesize(tree)
        .map((resource) => JSON.stringify(resource))
        .sort();
    });
    expect(rendered[1]).toEqual(rendered[0]);
  });
});

describe('whom something is granted to', () => {
  test.each<[string, (orders: Orders) => void, ...string[]]>([
    [
      'nobody',
      ({ db }) => db.grantReadWrite(undefined as Untyped),
      "'test/orders/db' is asked to `grantReadWrite` to undefined; pass the workload, e.g. a WebService",
    ],
    [
      'a name',
      ({ redis }) => redis.grantReadWrite('api' as Untyped),
      "'test/orders/cache' is asked to `grantReadWrite` to 'api'; pass the workload, e.g. a WebService",
    ],
    [
      'several at once',
      ({ db, api }) => db.grantReadOnly([api] as Untyped),
      "'test/orders/db' is asked to `grantReadOnly` to [ [WebService] ]; pass the workload, e.g. a WebService",
    ],
    [
      'pods instead of their workload',
      ({ db, api }) => db.grantReadOnly(api.pod as Untyped),
      "'test/orders/db' is asked to `grantReadOnly` to the pods of 'api'; pass their workload, or { pod }",
    ],
    [
      'a namespace',
      ({ db, namespace }) => db.grantReadOnly(namespace as Untyped),
      "'test/orders/db' is asked to `grantReadOnly` to 'test/orders' that runs no pods; pass a workload, e.g. a WebService",
    ],
    [
      'addresses',
      ({ db }) => db.grantReadOnly(cidr('203.0.113.0/24', [Port.tcp(443, 'https')]) as Untyped),
      "'test/orders/db' is asked to `grantReadOnly` to something that runs no pods; pass a workload, e.g. a WebService",
    ],
    [
      'a Deployment that was written by hand',
      ({ db, namespace }) => {
        const legacy = new ApiObject(namespace, 'legacy', { apiVersion: 'apps/v1', kind: 'Deployment' });
        db.grantReadOnly(legacy as Untyped);
      },
      "'test/orders/db' is asked to `grantReadOnly` to Deployment 'test-orders-legacy', which runs nothing of ours; adopt it first: Existing.deployment(scope, id, { … })",
    ],
    [
      'a Secret',
      ({ db, namespace }) => {
        const legacy = new ApiObject(namespace, 'legacy', { apiVersion: 'v1', kind: 'Secret' });
        db.grantReadOnly(legacy as Untyped);
      },
      "'test/orders/db' is asked to `grantReadOnly` to Secret 'test-orders-legacy', which runs nothing of ours; pass the workload behind it",
    ],
    [
      'somebody in another namespace',
      ({ db, tree }) => {
        const elsewhere = new SecureNamespace(tree, 'elsewhere');
        db.grantReadWrite(new WebService(elsewhere, 'api', { image: IMAGE, scale: 1, resources: RESOURCES }));
      },
      "'test/orders/db' is in namespace 'orders' and cannot be granted to 'api' in 'elsewhere'; declare both in one namespace, or offer the data through a service",
    ],
    [
      'somebody in another environment, in a namespace of one name',
      ({ db }) => {
        const other = new Environment(new App(), 'other', { posture: { ...POSTURE, name: 'other' }, facts: FACTS });
        db.grantReadWrite(orders(other).api);
      },
      "'test/orders/db' is in environment 'test' and cannot be granted to 'other/orders/api/pod' of another; declare both in one environment",
    ],
    [
      'itself',
      ({ redis }) => redis.grantReadWrite(redis),
      "'test/orders/cache' is granted to 'cache', which it runs itself; leave the grant out",
    ],
    [
      'somebody in two ways',
      ({ db, api }) => {
        db.grantReadOnly(api);
        db.grantReadWrite(api);
      },
      "'test/orders/db' is granted to 'api' as read-only and as read-write; keep one of the two",
    ],
    [
      'somebody, for a reason under another word, and for none',
      ({ db, api }) => db.grantReadOnly(api, { reason: 'reports', why: '' } as Untyped),
      "'test/orders/db' has an unknown prop `grantReadOnly(…).reason`; did you mean `grantReadOnly(…).why`?",
      "'test/orders/db' has '' for `grantReadOnly(…).why`; say in a line what the grant is for",
    ],
    [
      'nobody, in words that nobody reads',
      ({ redis }) => redis.grantReadWrite(null as Untyped, 'cache' as Untyped),
      "'test/orders/cache' is asked to `grantReadWrite` to null; pass the workload, e.g. a WebService",
      "'test/orders/cache' has 'cache' for `grantReadWrite(…)`; write an object with why, reload",
    ],
  ])('refuses %s', (_, use, ...problems) => {
    expect(() => use(orders())).toThrow(new UserError(problems));
  });
});

describe('data to be granted', () => {
  test.each<[string, Untyped, ...string[]]>([
    [
      'no props',
      undefined,
      "'test/orders/db' has no props; write an object with instances, image, storage, resources, pooler, credentials",
    ],
    [
      'what is missing and what is wrong, all at once',
      { ...POSTGRES, instances: '3', storage: '10GB', pooler: undefined, credentials: { ttl: 12 }, snapshots: true },
      "'test/orders/db' has an unknown prop `snapshots`; it takes instances, image, storage, walStorage, storageClass, priorityClass, resources, audit, pooler, credentials, backup",
      "'test/orders/db' has '3' for `instances`; use 1, 3 or 5, of which a majority survives the loss of one",
      "'test/orders/db' has '10GB' for `storage`; write Gi that come to whole bytes, as in '50Gi'",
      "'test/orders/db' has no `pooler`; write an object with instances, resources, image",
      "'test/orders/db' has an unknown prop `credentials.ttl`; it takes ttlHours",
      "'test/orders/db' has no `credentials.ttlHours`; write hours that come to whole seconds, as in 12",
    ],
    [
      'a pooler in another word',
      { ...POSTGRES, pooler: { replicas: 2, resources: RESOURCES } },
      "'test/orders/db' has an unknown prop `pooler.replicas`; it takes instances, resources, image",
      "'test/orders/db' has no `pooler.instances`; write a whole number of at least 1",
      "'test/orders/db' has no `pooler.image`; write an image by digest, e.g. registry.example.com/api@sha256:…",
    ],
  ])('refuses %s', (_, props, ...problems) => {
    const namespace = new SecureNamespace(environment(), 'orders');
    expect(() => new Postgres(namespace, 'db', props)).toThrow(new UserError(problems));
  });

  test('refuses a Redis without anything', () => {
    const namespace = new SecureNamespace(environment(), 'orders');
    expect(() => new Redis(namespace, 'cache', { maxmemory: '1Gi' } as Untyped)).toThrow(
      new UserError([
        "'test/orders/cache' has an unknown prop `maxmemory`; it takes image, storage, resources, authority, exporter, highAvailability",
        "'test/orders/cache' has no `image`; write an image by digest, e.g. registry.example.com/api@sha256:…",
        "'test/orders/cache' has no `storage`; write Gi that come to whole bytes, as in '50Gi'",
        "'test/orders/cache' has no `resources`; write an object with cpu, memory",
      ]),
    );
  });
});
