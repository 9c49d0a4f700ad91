import { ApiObject, Duration } from 'cdk8s';
import {
  Cache,
  Existing,
  ExternalPostgres,
  IntermediateAuthority,
  KeyValueSecret,
  type Manifest,
  Postgres,
  planOf,
  Queue,
  RabbitMq,
  Redis,
  type RotatingGrantOptions,
  ScheduledJob,
  SecureNamespace,
  synthesize,
  TransitKey,
  WebService,
} from '../../../constructs';
import { failsCheck, judge } from '../../../policies/index';
import { FIRST, ROOT } from '../../support/authorities';
import { environment, IMAGE, objectIn, objectsOf, POSTGRES, RESOURCES } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

/** As JavaScript calls it: whatever the compiler would have said. */
type Untyped = any;

const SERVER = { image: IMAGE, storage: '1Gi', resources: RESOURCES } as const;

const OUTSIDE = {
  host: 'orders.example.com',
  addresses: ['10.20.0.0/24'],
  authorityCertificate: ROOT,
  version: 17,
  database: 'orders',
  credentials: { ttlHours: 12 },
} as const;

type Kind = 'VaultDynamicSecret' | 'VaultPKISecret' | 'VaultStaticSecret';

type Give = (to: WebService | ScheduledJob, options?: RotatingGrantOptions) => void;

/** What is declared in a namespace, and what of it is granted. */
type Declare = (namespace: SecureNamespace) => Give;

const granting =
  <Verb extends string>(verb: Verb, make: (namespace: SecureNamespace) => Readonly<Record<Verb, Give>>): Declare =>
  (namespace) => {
    const made = make(namespace);
    return (to, options) => made[verb](to, options);
  };

const postgres = (namespace: SecureNamespace) => new Postgres(namespace, 'it', POSTGRES);
const outside = (namespace: SecureNamespace) => new ExternalPostgres(namespace, 'it', OUTSIDE);
const redis = (namespace: SecureNamespace) => new Redis(namespace, 'it', SERVER);
const three = (namespace: SecureNamespace) => new Redis(namespace, 'it', { ...SERVER, highAvailability: true });
const cache = (namespace: SecureNamespace) => new Cache(namespace, 'it', { image: IMAGE, resources: RESOURCES });
const queue = (namespace: SecureNamespace) =>
  new Queue(new RabbitMq(namespace, 'it', { ...SERVER, instances: 3 }), 'email');
const authority = (namespace: SecureNamespace) =>
  new IntermediateAuthority(namespace, 'it', { signedCertificates: [FIRST + ROOT] });
const kept = (namespace: SecureNamespace) =>
  new KeyValueSecret(namespace, 'it', { keys: ['key'], owner: 'payments@example.com' });

const fromReplica: Declare = (namespace) => {
  const db = postgres(namespace);
  return (to, options) => db.grantReadOnly(to, { ...options, from: 'replica' });
};

const GRANTS: readonly (readonly [string, Kind, Declare])[] = [
  ['grantReadWrite of a Postgres', 'VaultDynamicSecret', granting('grantReadWrite', postgres)],
  ['grantReadOnly of a Postgres', 'VaultDynamicSecret', granting('grantReadOnly', postgres)],
  ['grantReadOnly of its replicas', 'VaultDynamicSecret', fromReplica],
  ['grantSchemaChange of a Postgres', 'VaultDynamicSecret', granting('grantSchemaChange', postgres)],
  ['grantStatistics of a Postgres', 'VaultDynamicSecret', granting('grantStatistics', postgres)],
  ['grantReadWrite of an ExternalPostgres', 'VaultDynamicSecret', granting('grantReadWrite', outside)],
  ['grantReadOnly of an ExternalPostgres', 'VaultDynamicSecret', granting('grantReadOnly', outside)],
  ['grantReadWrite of a Redis', 'VaultPKISecret', granting('grantReadWrite', redis)],
  ['grantReadOnly of a Redis', 'VaultPKISecret', granting('grantReadOnly', redis)],
  ['grantReadWrite of three Redis', 'VaultPKISecret', granting('grantReadWrite', three)],
  ['grantReadWrite of a Cache', 'VaultPKISecret', granting('grantReadWrite', cache)],
  ['grantReadOnly of a Cache', 'VaultPKISecret', granting('grantReadOnly', cache)],
  ['grantPublish of a Queue', 'VaultPKISecret', granting('grantPublish', queue)],
  ['grantConsume of a Queue', 'VaultPKISecret', granting('grantConsume', queue)],
  ['grantRedrive of a Queue', 'VaultPKISecret', granting('grantRedrive', queue)],
  ['grantCertificate of an IntermediateAuthority', 'VaultPKISecret', granting('grantCertificate', authority)],
  ['grantRead of a KeyValueSecret', 'VaultStaticSecret', granting('grantRead', kept)],
];

function shop(declare: Declare) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'shop');
  const give = declare(namespace);
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
  const job = new ScheduledJob(namespace, 'job', { image: IMAGE, schedule: '0 6 * * *', resources: RESOURCES });
  return { tree, namespace, give, api, job };
}

type Tree = ReturnType<typeof shop>['tree'];

/** What is rendered of a grant to a service. */
function rendered(declare: Declare, options?: RotatingGrantOptions): readonly Manifest[] {
  const { tree, give, api } = shop(declare);
  give(api, options);
  return objectsOf(synthesize(tree));
}

const isOf = (kind: string, name: string) => (object: Manifest) =>
  object.kind === kind && object.metadata.name === name;

/** The Secrets whose pods somebody is told of when they are older. */
const watched = (objects: readonly Manifest[]): readonly string[] =>
  objects
    .filter(isOf('PrometheusRule', 'restarts'))
    .flatMap(({ spec }: Untyped) => spec.groups.flatMap(({ rules }: Untyped) => rules))
    .flatMap(({ alert, labels }) => (alert === 'NotRestarted' ? labels.secret : []));

describe.each(GRANTS)('%s', (_, kind, declare) => {
  const named = isOf(kind, 'api-it');

  test('restarts whoever has it, unless it says otherwise, and somebody is told where that does not happen', () => {
    const objects = rendered(declare);
    expect(rendered(declare, { reload: 'restart' })).toEqual(objects);
    expect(objects.find(named)!['spec']).toMatchObject({
      rolloutRestartTargets: [{ kind: 'Deployment', name: 'api' }],
    });
    if (kind !== 'VaultStaticSecret') expect(watched(objects)).toContain('api-it');
  });

  test('restarts nobody who reads its files anew, of whom nobody is told; all else is the same', () => {
    const [byRestart, byFile] = [rendered(declare), rendered(declare, { reload: 'file' })];
    const { rolloutRestartTargets, ...spec } = byRestart.find(named)!['spec'] as Untyped;
    expect(rolloutRestartTargets).toHaveLength(1);
    expect(byFile.find(named)!['spec']).toEqual(spec);
    expect(watched(byFile)).toEqual(watched(byRestart).filter((secret) => secret !== 'api-it'));
    const others = (objects: readonly Manifest[]) =>
      objects.filter((object) => ![named, isOf('PrometheusRule', 'restarts')].some((is) => is(object)));
    const [before, after] = [others(byRestart), others(byFile)].map(withoutLifetime);
    expect(after).toEqual(before);
  });

  test('cannot be read in both ways, in either order, and in no other', () => {
    const both = (first: RotatingGrantOptions | undefined, second: RotatingGrantOptions | undefined) => () => {
      const { give, api } = shop(declare);
      give(api, first);
      give(api, second);
    };
    expect(problemsOf(both({ reload: 'file' }, undefined))).toEqual([
      expect.stringMatching(/^'test\/shop\/it.*' is granted to 'api' as (.+) without a restart and as \1; keep one/),
    ]);
    expect(problemsOf(both({ reload: 'restart' }, { reload: 'file' }))).toEqual([
      expect.stringMatching(/^'test\/shop\/it.*' is granted to 'api' as (.+) and as \1 without a restart; keep one/),
    ]);
    expect(both({ reload: 'file' }, { reload: 'file' })).not.toThrow();
    expect(problemsOf(both({ reload: 'files' } as Untyped, undefined))).toEqual([
      expect.stringMatching(/ has 'files' for `grant[A-Za-z]+\(…\)\.reload`; choose one of 'file', 'restart'$/),
    ]);
  });

  test('is refused by no rule, whichever is said', () => {
    const [byFile, byRestart] = (['file', 'restart'] as const).map((reload) => {
      const { tree, give, api } = shop(declare);
      give(api, { reload });
      const verdicts = judge(planOf(tree));
      expect(failsCheck(verdicts)).toBe(false);
      return verdicts.flatMap(({ outcome, messages }) => (outcome === 'pass' ? [] : messages));
    });
    expect(byFile).toEqual(byRestart);
  });

  test('restarts no job, whichever is said', () => {
    for (const reload of ['file', 'restart'] as const) {
      const { tree, give, job } = shop(declare);
      give(job, { reload });
      expect(objectIn(tree, kind, 'job-it')['spec']).not.toHaveProperty('rolloutRestartTargets');
      expect(watched(objectsOf(synthesize(tree)))).not.toContain('job-it');
    }
  });
});

/** Without the one variable that says how long a connection is kept. */
function withoutLifetime(objects: readonly Manifest[]): unknown {
  const isIt = (value: Untyped) => value?.name === 'IT_CONNECTION_LIFETIME_SECONDS';
  return JSON.parse(
    JSON.stringify(objects, (_, value) => (Array.isArray(value) ? value.filter((one) => !isIt(one)) : value)),
  );
}

describe('whoever reads the files of a login anew', () => {
  const variableOf = (tree: Tree): string | undefined => {
    const { template } = objectIn(tree, 'Deployment', 'api')['spec'] as Untyped;
    const { env } = template.spec.containers[0];
    return env.find(({ name }: Untyped) => name === 'IT_CONNECTION_LIFETIME_SECONDS')?.value;
  };

  test.each([
    ['a Postgres, also behind its pooler', postgres, undefined],
    ['an ExternalPostgres, as everybody there', outside, '1800'],
  ])('is told how long to keep a connection, of %s', (_, make, usual) => {
    for (const reload of ['file', 'restart'] as const) {
      const { tree, give, api } = shop(granting('grantReadWrite', make));
      give(api, { reload });
      expect(variableOf(tree)).toBe(reload === 'file' ? '1800' : usual);
    }
  });

  test('may run for longer than it lives, where a rollout or a run could not', () => {
    const grant = (reload: 'file' | 'restart') => () => {
      const { namespace, give } = shop(granting('grantReadOnly', postgres));
      const props = { image: IMAGE, schedule: '0 1 * * *', resources: RESOURCES, deadline: Duration.hours(48) };
      give(new ScheduledJob(namespace, 'nightly', props), { reload });
    };
    expect(grant('file')).not.toThrow();
    expect(grant('restart')).toThrow(
      /it takes 174600 s, which is 1800 s of a pooled connection and a rollout of 172800 s/,
    );
  });

  test('need not say how long its pods take to be replaced', () => {
    const grant = (reload: 'file' | 'restart') => () => {
      const { namespace, give } = shop(granting('grantReadOnly', postgres));
      const labels = { app: 'legacy' };
      const containers = [{ name: 'main', image: IMAGE }];
      const template = { metadata: { labels }, spec: { serviceAccountName: 'legacy', containers } };
      const object = new ApiObject(namespace, 'legacy', {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata: { name: 'legacy' },
        spec: { selector: { matchLabels: labels }, template },
      });
      give(Existing.daemonSet(namespace, 'adopted', { object }) as Untyped, { reload });
    };
    expect(grant('file')).not.toThrow();
    expect(grant('restart')).toThrow('nobody knows how long it takes to replace the pods');
  });

  test('is refused a life that is too short with what it takes, and what to change', () => {
    const tree = environment();
    const namespace = new SecureNamespace(tree, 'shop');
    const db = new Postgres(namespace, 'db', { ...POSTGRES, credentials: { ttlHours: 1 } });
    const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
    expect(problemsOf(() => db.grantReadWrite(api, { reload: 'file' }))).toEqual([
      "'test/shop/api' needs 1.4 h to move from one credential of 'db' to the next, which lives 1 h: both are valid for 1440 s, " +
        'and it takes 1980 s, which is 1800 s of a pooled connection and 180 s until its files are exchanged; ' +
        'raise `credentials.ttlHours` to at least 1.4 h',
    ]);
  });
});

describe('a broker, to which a client has one certificate for all queues', () => {
  const granted = (...reloads: readonly ('file' | 'restart' | undefined)[]) => {
    const { tree, namespace, api } = shop(() => () => undefined);
    const broker = new RabbitMq(namespace, 'jobs', { ...SERVER, instances: 3 });
    for (const [index, reload] of reloads.entries()) {
      new Queue(broker, `queue-${index}`).grantPublish(api, reload && { reload });
    }
    return tree;
  };

  test('has it read anew where each of them says so', () => {
    const { spec } = objectIn(granted('file', 'file'), 'VaultPKISecret', 'api-jobs');
    expect(spec).not.toHaveProperty('rolloutRestartTargets');
  });

  test.each([
    ['file', undefined, 'queue-0', 'queue-1'],
    ['restart', 'file', 'queue-1', 'queue-0'],
  ] as const)('refuses %s and %s', (first, second, byFile, byRestart) => {
    expect(problemsOf(() => granted(first, second))).toEqual([
      `'test/shop/jobs' knows 'api' by one certificate, which is to be read anew for '${byFile}' and to restart it for '${byRestart}'; ` +
        'say the same `reload` in each of its grants',
    ]);
  });
});

test('what does not rotate is not asked', () => {
  const { namespace, api } = shop(() => () => undefined);
  const key = new TransitKey(namespace, 'cards');
  expect(problemsOf(() => key.grantEncrypt(api, { reload: 'file' } as Untyped))).toEqual([
    "'test/shop/cards' has an unknown prop `grantEncrypt(…).reload`; it takes why",
  ]);
});
