import { App } from 'cdk8s';
import {
  Environment,
  ExternalHost,
  Gateway,
  HealthCheck,
  KubernetesObject,
  Pod,
  Port,
  Postgres,
  Redis,
  ScheduledJob,
  SecureNamespace,
  StatefulService,
  synthesize,
  UserError,
  WebService,
  Worker,
} from '../../constructs';
import { environment, FACTS, IMAGE, POSTURE, RESOURCES } from '../support/environment';
import { problemsOf } from '../support/problems-of';

const resources = RESOURCES;

/** Each construct that names objects after itself, made with some id. */
const MADE: Readonly<Record<string, (namespace: SecureNamespace, id: string) => unknown>> = {
  SecureNamespace: (namespace, id) => new SecureNamespace(namespace, id),
  WebService: (namespace, id) => new WebService(namespace, id, { image: IMAGE, scale: 1, resources }),
  Worker: (namespace, id) => new Worker(namespace, id, { image: IMAGE, scale: 1, resources }),
  StatefulService: (namespace, id) =>
    new StatefulService(namespace, id, {
      image: IMAGE,
      scale: 1,
      resources,
      ports: [Port.tcp(9092, 'broker')],
      disks: [{ name: 'data', size: '1Gi', path: '/data' }],
      probes: { readiness: HealthCheck.tcp(), liveness: HealthCheck.tcp() },
    }),
  ScheduledJob: (namespace, id) => new ScheduledJob(namespace, id, { image: IMAGE, schedule: '@daily', resources }),
  Postgres: (namespace, id) =>
    new Postgres(namespace, id, {
      instances: 1,
      image: IMAGE,
      storage: '1Gi',
      resources,
      pooler: { instances: 1, image: IMAGE, resources },
      credentials: { ttlHours: 12 },
    }),
  Redis: (namespace, id) => new Redis(namespace, id, { image: IMAGE, storage: '1Gi', resources }),
  Gateway: (namespace, id) =>
    new Gateway(namespace, id, {
      domain: 'shop.example.com',
      clientCidrs: ['198.51.100.0/24'],
      certificateIssuer: 'public',
    }),
  ExternalHost: (namespace, id) =>
    new ExternalHost(namespace, id, { host: 'api.example.com', addresses: 'public-internet' }),
};

function make(kind: string, id: string): void {
  MADE[kind]!(new SecureNamespace(environment(), 'orders'), id);
}

const LABEL = 'write lower-case letters, digits and inner hyphens';
const SERVICE = `${LABEL}, a letter first`;
const SUBDOMAIN = 'write lower-case letters, digits, and hyphens and dots between them';

describe('a name is refused before anything is deployed', () => {
  test.each([
    ['SecureNamespace', 'Shop_1', LABEL],
    ['SecureNamespace', 'shop.v1', LABEL],
    ['WebService', 'Web', SERVICE],
    ['WebService', 'web.v1', SERVICE],
    ['WebService', '1web', SERVICE],
    ['WebService', 'web-', SERVICE],
    ['WebService', 'a/b', SERVICE],
    ['Worker', 'mail_er', LABEL],
    ['ScheduledJob', '-report', LABEL],
    ['Postgres', '1db', SERVICE],
    ['Redis', 'Cache', SERVICE],
    ['StatefulService', 'Store', SERVICE],
    ['Gateway', 'edge.public', SERVICE],
    ['ExternalHost', 'api..example', SUBDOMAIN],
  ])('%s %s, for its form', (kind, id, remedy) => {
    expect(() => make(kind, id)).toThrow(
      new UserError([`'test/orders/${id}' has a name that Kubernetes does not take; ${remedy}`]),
    );
  });

  test.each([
    ['SecureNamespace', 63, 'the most that a namespace can have'],
    ['WebService', 63, 'the most that a Service can have'],
    ['Worker', 63, 'the most that a label of its pods can have'],
    ['ScheduledJob', 52, 'so that a CronJob can name its Jobs with 11 more'],
    ['Postgres', 50, 'the most that CloudNativePG takes'],
    ['Redis', 52, 'so that a StatefulSet can label its pods with 11 more'],
    ['StatefulService', 52, 'so that a StatefulSet can label its pods with 11 more'],
    ['Gateway', 57, "since Istio names its Service '<name>-istio'"],
    ['ExternalHost', 253, 'the most that an object can have'],
  ])('%s, beyond %d characters', (kind, longest, source) => {
    expect(() => make(kind, 'x'.repeat(longest))).not.toThrow();
    const id = 'x'.repeat(longest + 1);
    expect(() => make(kind, id)).toThrow(
      new UserError([`'test/orders/${id}' has a name of ${id.length} characters; shorten it to ${longest}, ${source}`]),
    );
  });

  test.each(['default', 'kube-system', 'kube-shop'])('a namespace %s, which is not ours', (id) => {
    expect(() => make('SecureNamespace', id)).toThrow(
      new UserError([`'test/orders/${id}' is a namespace of Kubernetes itself; give it a name of your own`]),
    );
  });

  test.each(['1mail', 'mail', 'defaults'])('and %s is none of these', (id) => {
    expect(() => make('Worker', id)).not.toThrow();
    expect(() => make('SecureNamespace', id)).not.toThrow();
  });
});

describe('an id that is taken', () => {
  test.each(Object.keys(MADE))('is refused for a %s', (kind) => {
    const namespace = new SecureNamespace(environment(), 'orders');
    MADE[kind]!(namespace, 'twice');
    expect(() => MADE[kind]!(namespace, 'twice')).toThrow(
      new UserError(["'test/orders/twice' is declared twice; give one of them another name"]),
    );
  });

  test('is refused for an environment and for an object', () => {
    const app = new App();
    const tree = new Environment(app, 'test', { posture: POSTURE, facts: FACTS });
    expect(() => new Environment(app, 'test', { posture: POSTURE, facts: FACTS })).toThrow(
      new UserError(["'test' is declared twice; give one of them another name"]),
    );
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } } as const;
    new KubernetesObject(tree, 'a', object);
    expect(() => new KubernetesObject(tree, 'a', object)).toThrow(
      new UserError(["'test/a' is declared twice; give one of them another name"]),
    );
    expect(synthesize(tree)).toHaveLength(1);
  });
});

test('what joins other names in Vault has no dot: the name of a posture, and of pods that are made by hand', () => {
  const remedy = `${LABEL}, at most 63`;
  expect(() => environment({ name: 'prod.eu' })).toThrow(
    "'test' posture.name: 'prod.eu' is not a DNS label (1 to 63 lower-case letters, digits and inner hyphens); name the environment by one, as in 'staging': it is part of every Vault path",
  );
  const pod = { image: IMAGE, resources, ports: [], mesh: false, rolloutSeconds: 60 };
  const namespace = new SecureNamespace(environment(), 'orders');
  expect(() => new Pod(namespace, 'hook', { ...pod, name: 'eu.hook' })).toThrow(
    `'test/orders/hook' has 'eu.hook' for \`name\`, which is no label; ${remedy}`,
  );
  expect(() => new Pod(namespace, 'long', { ...pod, name: 'a'.repeat(64) })).toThrow('which is no label');
});

test.each<[string, string, string]>([
  ['Postgres', 'db', "is Service orders/db-rw, which CloudNativePG makes for 'test/orders/db/cluster'"],
  ['WebService', 'other', ''],
])('a service beside %s %s is not called as an operator calls its own', (kind, id, problem) => {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  MADE[kind]!(namespace, id);
  MADE['WebService']!(namespace, 'db-rw');
  const problems = problemsOf(() => synthesize(tree));
  expect(problems.filter((one) => !one.includes(problem))).toEqual([]);
  expect(problems).toHaveLength(problem === '' ? 0 : 1);
});

test.each(['WebService', 'Worker', 'ScheduledJob'])(
  'a %s is not called default: its account is everybody’s',
  (kind) => {
    const tree = environment();
    MADE[kind]!(new SecureNamespace(tree, 'orders'), 'default');
    expect(problemsOf(() => synthesize(tree))).toEqual([
      expect.stringMatching(/ is ServiceAccount orders\/default, which Kubernetes makes itself; give it another name$/),
    ]);
  },
);
