import { ApiObject, App, Chart, Duration, Lazy } from 'cdk8s';
import * as plus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  Existing,
  edgesOf,
  observe,
  Port,
  Postgres,
  Redis,
  SecureNamespace,
  synthesize,
  UserError,
  WebService,
} from '../../../constructs';
import { reachabilityOf } from '../../../policies/reachability';
import { answers } from '../../support/ask';
import { environment, FACTS, IMAGE, objectIn, objectsOf, POSTGRES, RESOURCES } from '../../support/environment';

/** As JavaScript calls it: whatever the compiler would have said. */
type Untyped = any;

const HTTP = Port.tcp(8080, 'http');

function orders() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const db = new Postgres(namespace, 'db', POSTGRES);
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
  return { tree, namespace, db, api };
}

function plusDeployment(scope: Construct, props: Partial<plus.DeploymentProps> = {}) {
  // Its types contradict each other under exactOptionalPropertyTypes.
  const serviceAccount = new plus.ServiceAccount(scope, 'account', {
    metadata: { name: 'legacy' },
  }) as unknown as plus.IServiceAccount;
  return new plus.Deployment(scope, 'legacy', {
    metadata: { name: 'legacy' },
    serviceAccount,
    containers: [{ image: IMAGE, portNumber: 8080 }],
    ...props,
  });
}

const WRITTEN = {
  replicas: 2,
  selector: { matchLabels: { app: 'legacy' } },
  template: {
    metadata: { labels: { app: 'legacy', tier: 'web' } },
    spec: {
      serviceAccountName: 'legacy',
      containers: [
        { name: 'main', image: IMAGE, env: [{ name: 'MODE', value: 'fast' }] },
        { name: 'helper', image: IMAGE },
      ],
    },
  },
} as const;

function written(scope: Construct, spec: Untyped = WRITTEN, kind = 'Deployment', metadata: Untyped = {}) {
  const apiVersion = kind === 'CronJob' ? 'batch/v1' : 'apps/v1';
  return new ApiObject(scope, 'legacy', { apiVersion, kind, metadata: { name: 'legacy', ...metadata }, spec });
}

const podOf = (tree: ReturnType<typeof environment>, kind = 'Deployment') =>
  (objectIn(tree, kind, 'legacy')['spec'] as Untyped).template.spec;

describe('a Deployment of cdk8s-plus', () => {
  test('is granted a database: login, files, variables, and the restart when it rotates', () => {
    const { tree, namespace, db } = orders();
    db.grantReadOnly(Existing.deployment(namespace, 'adopted', { object: plusDeployment(namespace) }));
    const pod = podOf(tree);
    expect(pod.containers[0].env).toEqual([
      { name: 'DB_CREDENTIALS_DIR', value: '/var/run/secrets/dwcp/db' },
      { name: 'DB_DATABASE', value: 'app' },
      { name: 'DB_HOST', value: 'db-pooler.orders.svc' },
      { name: 'DB_PORT', value: '5432' },
    ]);
    expect(pod.containers[0].volumeMounts).toEqual([
      { name: 'secret-db', mountPath: '/var/run/secrets/dwcp/db', readOnly: true },
    ]);
    // Without a group of the pod's own, only this lets its user read them.
    expect(pod.volumes).toMatchObject([{ name: 'secret-db', projected: { defaultMode: 0o444 } }]);
    expect(objectIn(tree, 'VaultDynamicSecret', 'legacy-db')['spec']).toMatchObject({
      path: 'creds/legacy',
      vaultAuthRef: 'legacy',
      rolloutRestartTargets: [{ kind: 'Deployment', name: 'legacy' }],
    });
    expect(objectIn(tree, 'VaultAuth', 'legacy')['spec']).toMatchObject({ kubernetes: { serviceAccount: 'legacy' } });
  });

  test('reaches what it was granted, is reached by whom it lets in, and by nobody else', () => {
    const { tree, namespace, db, api } = orders();
    const legacy = Existing.deployment(namespace, 'adopted', { object: plusDeployment(namespace), ports: [HTTP] });
    db.grantReadOnly(legacy);
    api.connections.allowTo(legacy);
    const { podCidrs, nodeCidrs, trustDomain } = FACTS.cluster;
    expect(
      answers(
        objectsOf(synthesize(tree)),
        [
          'orders/legacy -> orders/db-pooler 5432',
          'orders/api -> orders/legacy 8080',
          'orders/api -> orders/db-pooler 5432',
          'orders/legacy -> orders/api 8080',
        ],
        reachabilityOf,
        { podCidrs, nodeCidrs, trustDomain },
      ),
    ).toEqual({
      'orders/legacy -> orders/db-pooler 5432': 'open',
      'orders/api -> orders/legacy 8080': 'open',
      'orders/api -> orders/db-pooler 5432': 'closed',
      'orders/legacy -> orders/api 8080': 'closed',
    });
    expect(edgesOf(tree).find(({ to, by }) => to === 'orders/legacy' && by === 'allow')).toMatchObject({
      identity: 'cluster.local/ns/orders/sa/api',
    });
  });

  test('is observed at its sidecar', () => {
    const { tree, namespace } = orders();
    observe(Existing.deployment(namespace, 'adopted', { object: plusDeployment(namespace) }));
    expect(objectIn(tree, 'PodMonitor', 'legacy')['spec']).toMatchObject({
      selector: { matchLabels: { 'cdk8s.io/metadata.addr': expect.stringMatching(/^test-orders-legacy-/) } },
    });
  });

  test('is rendered the same each time, though cdk8s-plus adds what it spreads by anew', () => {
    const { tree, namespace, db } = orders();
    db.grantReadOnly(
      Existing.deployment(namespace, 'adopted', { object: plusDeployment(namespace, { spread: true }) }),
    );
    expect(synthesize(tree)).toEqual(synthesize(tree));
    expect(podOf(tree).affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution).toHaveLength(2);
  });

  test('is deployed after what protects it and what it was granted', () => {
    const { tree, namespace, db } = orders();
    db.grantReadOnly(Existing.deployment(namespace, 'adopted', { object: plusDeployment(namespace) }));
    const deployment = synthesize(tree).find(({ id }) => id === 'apps/v1/Deployment orders/legacy');
    expect(deployment?.dependsOn).toEqual(
      expect.arrayContaining([
        'networking.k8s.io/v1/NetworkPolicy orders/legacy',
        'secrets.hashicorp.com/v1beta1/VaultDynamicSecret orders/legacy-db',
      ]),
    );
  });
});

describe('an object that was written by hand', () => {
  test.each(['statefulSet', 'daemonSet'] as const)('is adopted as a %s too', (verb) => {
    const { tree, namespace, db } = orders();
    const kind = verb === 'statefulSet' ? 'StatefulSet' : 'DaemonSet';
    const legacy = Existing[verb](namespace, 'adopted', {
      object: written(namespace, WRITTEN, kind),
      rollout: Duration.minutes(30),
    });
    db.grantReadOnly(legacy);
    expect(objectIn(tree, 'VaultDynamicSecret', 'legacy-db')['spec']).toMatchObject({
      rolloutRestartTargets: [{ kind, name: 'legacy' }],
    });
    expect(podOf(tree, kind).containers[0].env).toHaveLength(5);
  });

  test('is adopted as a CronJob, whose runs read what is current as they start', () => {
    const { tree, namespace, db } = orders();
    const object = written(
      namespace,
      { schedule: '0 1 * * *', jobTemplate: { spec: { activeDeadlineSeconds: 600, template: WRITTEN.template } } },
      'CronJob',
    );
    db.grantReadOnly(Existing.cronJob(namespace, 'adopted', { object }));
    expect(objectIn(tree, 'VaultDynamicSecret', 'legacy-db')['spec']).not.toHaveProperty('rolloutRestartTargets');
    expect(objectIn(tree, 'NetworkPolicy', 'legacy')['spec']).toMatchObject({
      podSelector: { matchLabels: { app: 'legacy', tier: 'web' } },
    });
    const job = (objectIn(tree, 'CronJob', 'legacy')['spec'] as Untyped).jobTemplate.spec.template.spec;
    expect(job.volumes).toHaveLength(1);
  });

  test('keeps what its author wrote, and gives what is granted to the containers that are named', () => {
    const { tree, namespace, db } = orders();
    const legacy = Existing.deployment(namespace, 'adopted', { object: written(namespace), containers: ['main'] });
    db.grantReadOnly(legacy);
    const [main, helper] = podOf(tree).containers;
    expect(main.env[0]).toEqual({ name: 'MODE', value: 'fast' });
    expect(main.env).toHaveLength(5);
    expect(helper).toEqual({ name: 'helper', image: IMAGE });
  });

  test('is left as it is when nothing is granted', () => {
    const { tree, namespace } = orders();
    Existing.deployment(namespace, 'adopted', { object: written(namespace) });
    expect(objectIn(tree, 'Deployment', 'legacy')['spec']).toEqual(WRITTEN);
  });

  test('is found by its name below another construct', () => {
    const { tree, namespace } = orders();
    const manifests = new Chart(namespace, 'manifests');
    written(manifests);
    const other = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'other' }, spec: WRITTEN };
    new ApiObject(manifests, 'other', other);
    const legacy = Existing.deployment(namespace, 'adopted', { object: manifests, name: 'legacy' });
    expect(legacy.pod.name).toBe('legacy');
    expect(objectIn(tree, 'Deployment', 'legacy').metadata.namespace).toBe('orders');
  });

  test('may stand outside the mesh, where its pods say so', () => {
    const { tree, namespace, db } = orders();
    const labels = { app: 'legacy', 'sidecar.istio.io/inject': 'false' };
    const template = { ...WRITTEN.template, metadata: { labels } };
    const object = written(namespace, { ...WRITTEN, template });
    db.grantReadOnly(Existing.deployment(namespace, 'adopted', { object, mesh: false }));
    expect(
      objectsOf(synthesize(tree)).filter(
        ({ kind, metadata }) => kind === 'AuthorizationPolicy' && metadata.name === 'legacy',
      ),
    ).toEqual([]);
  });
});

describe('what cannot be adopted', () => {
  type Orders = ReturnType<typeof orders>;
  const spec = (changes: Untyped, pod: Untyped = {}, metadata: Untyped = WRITTEN.template.metadata) => ({
    ...WRITTEN,
    ...changes,
    template: { metadata, spec: { ...WRITTEN.template.spec, ...pod } },
  });
  const adopt = (changes: Untyped, pod?: Untyped, metadata?: Untyped, props: Untyped = {}) => {
    return ({ namespace }: Orders) =>
      Existing.deployment(namespace, 'adopted', { object: written(namespace, spec(changes, pod, metadata)), ...props });
  };

  test.each<[string, (orders: Orders) => unknown, ...string[]]>([
    [
      'nothing',
      ({ namespace }) => Existing.deployment(namespace, 'adopted', undefined as Untyped),
      "'test/orders/adopted' has no props; write an object with object",
    ],
    [
      'a name instead of the object',
      ({ namespace }) => Existing.deployment(namespace, 'adopted', { object: 'legacy' } as Untyped),
      "'test/orders/adopted' has 'legacy' for `object`; pass the object, or the construct that makes it",
    ],
    [
      'a plain manifest',
      ({ namespace }) => Existing.deployment(namespace, 'adopted', { object: { kind: 'Deployment' } } as Untyped),
      "'test/orders/adopted' adopts what is no construct; pass the object, or the construct of cdk8s-plus that makes it",
    ],
    [
      'words that are near, ports that are numbers',
      ({ namespace }) =>
        Existing.deployment(namespace, 'adopted', { deployment: written(namespace), ports: [8080] } as Untyped),
      "'test/orders/adopted' has an unknown prop `deployment`; did you mean `object`?",
      "'test/orders/adopted' has 8080 for `ports[0]`; write Port.tcp(8080, 'http')",
    ],
    [
      'a StatefulSet as a Deployment',
      ({ namespace }) =>
        Existing.deployment(namespace, 'adopted', { object: written(namespace, WRITTEN, 'StatefulSet') }),
      "'test/orders/adopted' adopts what holds no Deployment, and a StatefulSet; adopt it by Existing.statefulSet(…)",
    ],
    [
      'a construct that runs nothing',
      ({ namespace }) => Existing.cronJob(namespace, 'adopted', { object: new Chart(namespace, 'empty') }),
      "'test/orders/adopted' adopts what holds no CronJob; pass the object, or the construct that makes it",
    ],
    [
      'one of several',
      ({ namespace }) => {
        const chart = new Chart(namespace, 'manifests');
        for (const name of ['a', 'b']) {
          new ApiObject(chart, name, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: WRITTEN });
        }
        return Existing.deployment(namespace, 'adopted', { object: chart });
      },
      "'test/orders/adopted' adopts what holds 2 of the kind Deployment: 'a', 'b'; say which by `name`",
    ],
    [
      'a name that nothing has',
      ({ namespace }) => Existing.deployment(namespace, 'adopted', { object: written(namespace), name: 'legcy' }),
      "'test/orders/adopted' adopts what holds no Deployment 'legcy', and one called 'legacy'; pass its name",
    ],
    [
      'the same twice',
      ({ namespace }) => {
        const object = written(namespace);
        Existing.deployment(namespace, 'first', { object });
        return Existing.deployment(namespace, 'adopted', { object });
      },
      "'test/orders/adopted' adopts Deployment 'legacy', as 'test/orders/first' does; use that one",
    ],
    [
      'a wrong selector',
      adopt({}, {}, undefined, { selector: { app: 'shop' } }),
      "'test/orders/adopted' adopts Deployment 'legacy', which has pods with { app: 'legacy', tier: 'web' }, of which { app: 'shop' } selects none; write selector: { app: 'legacy', tier: 'web' }",
    ],
    [
      'a Deployment that selects none of its own pods',
      adopt({ selector: { matchLabels: { app: 'shop' } } }),
      "'test/orders/adopted' adopts Deployment 'legacy', which has pods with { app: 'legacy', tier: 'web' }, of which { app: 'shop' } selects none; make its selector and its pods agree",
    ],
    [
      'a Deployment that selects by expressions',
      adopt({ selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }),
      "'test/orders/adopted' adopts Deployment 'legacy', which selects its pods by more than labels; say their labels in `selector`",
    ],
    [
      'pods without labels, that are nobody',
      adopt({}, { serviceAccountName: undefined }, {}),
      "'test/orders/adopted' adopts Deployment 'legacy', which has pods without labels, by which alone policies know them; label them",
      "'test/orders/adopted' adopts Deployment 'legacy', which runs as 'default', as any pod of the namespace may; give its pods a `serviceAccountName` of their own",
    ],
    [
      'a service account that the pods do not have',
      adopt({}, {}, undefined, { serviceAccount: 'shop' }),
      "'test/orders/adopted' adopts Deployment 'legacy', which runs as 'legacy' and not as 'shop'; leave `serviceAccount` out, or change its pods",
    ],
    [
      'pods on the network of their node',
      adopt({}, { hostNetwork: true }),
      "'test/orders/adopted' adopts Deployment 'legacy', which has pods on the network of their node, where no policy holds them; take `hostNetwork` out of their template",
    ],
    [
      'containers that are not there',
      adopt({}, {}, undefined, { containers: ['mian', 'helper'] }),
      "'test/orders/adopted' adopts Deployment 'legacy', which has no container 'mian'; its containers are main, helper",
    ],
    [
      'pods without containers',
      adopt({}, { containers: [] }),
      "'test/orders/adopted' adopts Deployment 'legacy', which has no containers; adopt it once they are declared",
    ],
    [
      'pods that are said to be outside the mesh and are not',
      adopt({}, {}, undefined, { mesh: false }),
      "'test/orders/adopted' adopts Deployment 'legacy', which has pods that get a sidecar all the same; label them sidecar.istio.io/inject=false, or leave `mesh: false` out",
    ],
    [
      'pods that are outside the mesh and are not said to be',
      adopt({}, {}, { labels: { app: 'legacy', 'sidecar.istio.io/inject': 'false' } }),
      "'test/orders/adopted' adopts Deployment 'legacy', which has pods with sidecar.istio.io/inject=false; say `mesh: false`, or take the label away",
    ],
    [
      'a workload of no namespace',
      ({ tree, namespace }) => Existing.deployment(namespace, 'adopted', { object: written(tree) }),
      "'test/orders/adopted' adopts Deployment 'legacy', which is in no namespace; declare it under the SecureNamespace 'orders', where what nobody declared is denied",
    ],
    [
      'a workload of another namespace',
      ({ tree, namespace }) => {
        const elsewhere = new SecureNamespace(tree, 'elsewhere');
        return Existing.deployment(namespace, 'adopted', { object: plusDeployment(elsewhere) });
      },
      "'test/orders/adopted' adopts Deployment 'legacy', which is in namespace 'elsewhere'; declare it under the SecureNamespace 'orders', where what nobody declared is denied",
    ],
    [
      'a workload of another tree',
      ({ namespace }) => {
        const chart = new Chart(new App(), 'other', { namespace: 'orders' });
        return Existing.deployment(namespace, 'adopted', { object: plusDeployment(chart) });
      },
      "'test/orders/adopted' adopts Deployment 'legacy' of another tree; declare it in the same environment",
    ],
    [
      'what cdk8s-plus cannot render yet',
      ({ namespace }) =>
        Existing.deployment(namespace, 'adopted', { object: plusDeployment(namespace, { containers: [] }) }),
      expect.stringMatching(
        /^'test\/orders\/adopted' adopts Deployment 'legacy', which cannot be rendered: .*PodSpec must have at least 1 container; mend that first$/s,
      ) as unknown as string,
    ],
    [
      'a grant of what is renewed, where nobody knows how long a rollout takes',
      ({ namespace, db }) =>
        db.grantReadOnly(
          Existing.daemonSet(namespace, 'adopted', { object: written(namespace, WRITTEN, 'DaemonSet') }),
        ),
      "'test/orders/adopted' is granted what is renewed, and nobody knows how long it takes to replace the pods of 'legacy'; say it, e.g. rollout: Duration.minutes(30)",
    ],
  ])('refuses %s', (_, use, ...problems) => {
    const error = errorOf(() => use(orders()));
    expect(error.problems).toEqual(problems);
  });

  test('refuses at the end what its author changed after it was adopted', () => {
    const { tree, namespace, db } = orders();
    let later: Untyped = WRITTEN;
    const legacy = Existing.deployment(namespace, 'adopted', {
      object: written(namespace, Lazy.any({ produce: () => later })),
    });
    db.grantReadOnly(legacy);
    later = spec(
      {},
      {
        serviceAccountName: 'other',
        containers: [{ name: 'main', image: IMAGE, env: [{ name: 'DB_HOST', value: 'localhost' }] }],
      },
      { labels: { app: 'renamed' } },
    );
    expect(errorOf(() => synthesize(tree)).problems).toEqual([
      "'test/orders/adopted' adopts Deployment 'legacy', which has pods with { app: 'renamed' }, of which { app: 'legacy' } selects none; write selector: { app: 'renamed' }",
      "'test/orders/adopted' adopts Deployment 'legacy', which runs as 'other' and not as 'legacy'; leave `serviceAccount` out, or change its pods",
      "'test/orders/adopted' adopts Deployment 'legacy', which has DB_HOST in container 'main', which a grant sets; take it out there",
    ]);
  });

  test('refuses two grants that set one variable differently', () => {
    const { namespace, db } = orders();
    const legacy = Existing.deployment(namespace, 'adopted', { object: written(namespace) });
    db.grantReadOnly(legacy);
    expect(() => legacy.pod.setEnv('DB_HOST', 'elsewhere')).toThrow(
      "'test/orders/adopted' has the variable DB_HOST as 'db-pooler.orders.svc' and, from a grant, as 'elsewhere'",
    );
  });
});

test('a certificate of a Redis restarts it too', () => {
  const { tree, namespace } = orders();
  const redis = new Redis(namespace, 'cache', { image: IMAGE, storage: '1Gi', resources: RESOURCES });
  redis.grantReadWrite(Existing.deployment(namespace, 'adopted', { object: plusDeployment(namespace) }));
  expect(objectIn(tree, 'VaultPKISecret', 'legacy-cache')['spec']).toMatchObject({
    commonName: 'legacy.orders',
    rolloutRestartTargets: [{ kind: 'Deployment', name: 'legacy' }],
  });
});

function errorOf(use: () => unknown): UserError {
  try {
    use();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
