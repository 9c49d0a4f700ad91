import fc from 'fast-check';
import {
  edgesOf,
  planOf,
  Queue,
  RabbitMq,
  type RabbitMqProps,
  ScheduledJob,
  SecureNamespace,
  synthesize,
  UserError,
  WebService,
  Worker,
} from '../../constructs';
import { failsCheck, judge } from '../../policies/index';
import { environment, IMAGE, objectIn, objectsOf, RESOURCES } from '../support/environment';

/** What the objects say, as far as it is asserted here. */
type Untyped = any;

const VERBS = ['grantPublish', 'grantConsume', 'grantRedrive'] as const;

const PROPS = { instances: 3, image: IMAGE, storage: '10Gi', resources: { cpu: '500m', memory: '1Gi' } } as const;

function shop(props: Partial<RabbitMqProps> = {}, zoneSpread: 'required' | 'preferred' = 'required') {
  const tree = environment({ data: 'protected', zoneSpread });
  const namespace = new SecureNamespace(tree, 'orders');
  const jobs = new RabbitMq(namespace, 'jobs', { ...PROPS, ...props });
  const queues = { email: new Queue(jobs, 'email'), report: new Queue(jobs, 'report', { deliveries: 2, waiting: 50 }) };
  const clients = {
    api: new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES }),
    mail: new Worker(namespace, 'mail', { image: IMAGE, scale: 2, resources: RESOURCES }),
    again: new ScheduledJob(namespace, 'again', { image: IMAGE, schedule: '0 6 * * *', resources: RESOURCES }),
  };
  return { tree, namespace, jobs, queues, clients };
}

type Tree = ReturnType<typeof shop>['tree'];

/** What everybody may do, by one queue each. */
function granted(props: Partial<RabbitMqProps> = {}) {
  const all = shop(props);
  const { queues, clients } = all;
  queues.email.grantPublish(clients.api, { why: 'confirms orders' });
  queues.report.grantPublish(clients.api);
  queues.email.grantConsume(clients.mail);
  queues.email.grantRedrive(clients.again);
  return all;
}

const definitionsIn = (tree: Tree): Untyped =>
  JSON.parse((objectIn(tree, 'ConfigMap', 'jobs-own') as Untyped).data['definitions.json']);

const clusterIn = (tree: Tree): Untyped => objectIn(tree, 'RabbitmqCluster', 'jobs')['spec'];

const templateIn = (tree: Tree): Untyped => clusterIn(tree).override.statefulSet.spec.template;

function variablesOf(tree: Tree, kind: string, name: string): Readonly<Record<string, string>> {
  const { env } = (objectIn(tree, kind, name)['spec'] as Untyped).template.spec.containers[0];
  return Object.fromEntries((env ?? []).map((one: Untyped) => [one.name, one.value]));
}

function vaultArgs(tree: Tree, path: string): Untyped {
  const found = planOf(tree).resources.find((one) => one.api === 'vault' && one.vaultPath === path);
  return found?.api === 'vault' ? found.args : undefined;
}

describe('a RabbitMQ', () => {
  test('speaks TLS 1.3 alone, to whoever has a certificate of its authority, and takes no password', () => {
    const { rabbitmq, tls } = clusterIn(granted().tree);
    expect(tls).toEqual({ secretName: 'jobs-tls', disableNonTLSListeners: true });
    expect(rabbitmq.additionalPlugins).toEqual(['rabbitmq_auth_mechanism_ssl']);
    expect(rabbitmq.additionalConfig.trimEnd().split('\n')).toEqual([
      'auth_mechanisms.1 = EXTERNAL',
      'ssl_cert_login_from = common_name',
      'ssl_options.cacertfile = /etc/rabbitmq-dwcp/ca.crt',
      'ssl_options.verify = verify_peer',
      'ssl_options.fail_if_no_peer_cert = true',
      'ssl_options.versions.1 = tlsv1.3',
      'management.ssl.versions.1 = tlsv1.3',
      'prometheus.return_per_object_metrics = true',
      'load_definitions = /etc/rabbitmq-dwcp/definitions.json',
    ]);
  });

  test('has its nodes speak TLS 1.3 to each other, by the names that their certificate has', () => {
    const { tree } = granted();
    expect(clusterIn(tree).rabbitmq.envConfig.trimEnd().split('\n')).toEqual(
      ['SERVER_ADDITIONAL_ERL_ARGS', 'RABBITMQ_CTL_ERL_ARGS'].map(
        (name) => `${name}="-proto_dist inet_tls -ssl_dist_optfile /etc/rabbitmq-dwcp/between-nodes.config"`,
      ),
    );
    expect((objectIn(tree, 'VaultPKISecret', 'jobs-tls')['spec'] as Untyped).altNames).toEqual([
      'jobs.orders',
      'jobs.orders.svc',
      'jobs-server-0.jobs-nodes.orders',
      'jobs-server-1.jobs-nodes.orders',
      'jobs-server-2.jobs-nodes.orders',
    ]);
    const options = (objectIn(tree, 'ConfigMap', 'jobs-own') as Untyped).data['between-nodes.config'];
    expect(options.match(/\{verify, verify_peer\}/g)).toHaveLength(2);
    expect(options.match(/\{versions, \['tlsv1\.3'\]\}/g)).toHaveLength(2);
    expect(options).toContain('{fail_if_no_peer_cert, true}');
  });

  test('mounts whom it trusts and what is in it, and no key beside its own', () => {
    const { spec, metadata } = templateIn(granted().tree);
    expect(spec.containers).toEqual([
      { name: 'rabbitmq', volumeMounts: [{ name: 'dwcp', mountPath: '/etc/rabbitmq-dwcp', readOnly: true }] },
    ]);
    expect(spec.volumes).toEqual([
      {
        name: 'dwcp',
        projected: {
          sources: [
            { secret: { name: 'jobs-tls', items: [{ key: 'issuing_ca', path: 'ca.crt' }] } },
            { configMap: { name: 'jobs-own' } },
          ],
        },
      },
    ]);
    expect(metadata.labels).toEqual({ 'dwcp.io/workload': 'jobs', 'sidecar.istio.io/inject': 'false' });
  });

  test.each(['required', 'preferred'] as const)(
    'spreads its nodes over zones as the posture says: %s',
    (zoneSpread) => {
      const [zones] = templateIn(shop({}, zoneSpread).tree).spec.topologySpreadConstraints;
      expect(zones).toMatchObject({
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: zoneSpread === 'required' ? 'DoNotSchedule' : 'ScheduleAnyway',
        labelSelector: { matchLabels: { 'dwcp.io/workload': 'jobs' } },
      });
    },
  );

  test('is restarted by no certificate, and by another queue or grant', () => {
    const hashOf = (tree: Tree) => templateIn(tree).metadata.annotations['dwcp.io/config-jobs-own'];
    const { tree, queues, clients } = granted();
    expect((objectIn(tree, 'VaultPKISecret', 'jobs-tls')['spec'] as Untyped).rolloutRestartTargets).toBeUndefined();
    const before = hashOf(tree);
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(hashOf(granted().tree)).toBe(before);
    queues.report.grantConsume(clients.mail);
    expect(hashOf(tree)).not.toBe(before);
  });

  test('is data, and has a budget where there is more than one node', () => {
    const kinds = (tree: Tree) =>
      objectsOf(synthesize(tree))
        .filter(({ metadata }) => metadata.name.startsWith('jobs'))
        .map(({ kind }) => kind);
    expect(kinds(shop().tree)).toContain('PodDisruptionBudget');
    expect(kinds(shop({ instances: 1 }).tree)).not.toContain('PodDisruptionBudget');
    expect(planOf(shop().tree).resources.find(({ kind }) => kind === 'RabbitmqCluster')).toMatchObject({ data: true });
  });

  test('lets in who is granted something, its own nodes, kubelets and Prometheus, each on their ports, and nobody else', () => {
    const { tree } = granted();
    const ways = edgesOf(tree)
      .filter(({ to }) => to === 'orders/jobs')
      .map(({ from, port, by }) => `${from} ${port} ${by}`)
      .sort();
    expect(ways).toEqual([
      'kubelet 15671 operator',
      'kubelet 5671 operator',
      'orders/again 5671 grant',
      'orders/api 5671 grant',
      'orders/jobs 25672 operator',
      'orders/jobs 4369 operator',
      'orders/mail 5671 grant',
      'prometheus 15691 observe',
    ]);
  });

  test('is scraped by TLS, as what its certificate says', () => {
    const { podMetricsEndpoints, selector } = objectIn(granted().tree, 'PodMonitor', 'jobs')['spec'] as Untyped;
    expect(selector).toEqual({ matchLabels: { 'dwcp.io/workload': 'jobs' } });
    expect(podMetricsEndpoints).toEqual([
      {
        portNumber: 15691,
        path: '/metrics',
        interval: '30s',
        scheme: 'https',
        tlsConfig: { ca: { secret: { name: 'jobs-tls', key: 'issuing_ca' } }, serverName: 'jobs.orders.svc' },
      },
    ]);
  });

  test('passes every rule', () => {
    const verdicts = judge(planOf(granted().tree)).filter(({ rule }) => rule !== 'vault-requests-audited');
    expect(verdicts.filter((verdict) => failsCheck([verdict]))).toEqual([]);
  });
});

describe('a grant of a queue', () => {
  test('makes a user of the name in the certificate that it delivers, which Vault signs for nobody else', () => {
    const { tree } = granted();
    expect(definitionsIn(tree).users).toEqual(
      ['again.orders', 'api.orders', 'mail.orders'].map((name) => ({ name, password_hash: '', tags: [] })),
    );
    const { spec } = objectIn(tree, 'VaultPKISecret', 'api-jobs') as Untyped;
    expect(spec).toMatchObject({
      commonName: 'api.orders',
      rolloutRestartTargets: [{ kind: 'Deployment', name: 'api' }],
    });
    expect(vaultArgs(tree, `${spec.mount}/roles/api`)).toMatchObject({
      allowedDomains: ['api.orders'],
      allowSubdomains: false,
      serverFlag: false,
      maxTtl: `${30 * 86_400}`,
    });
  });

  test('tells a workload where the broker is, and what is called how', () => {
    const { tree } = granted();
    const place = { HOST: 'jobs.orders.svc', PORT: '5671' };
    const named = (queue: string, all: object) =>
      Object.fromEntries(Object.entries({ ...place, ...all }).map(([name, value]) => [`${queue}_${name}`, value]));
    expect(variablesOf(tree, 'Deployment', 'api')).toMatchObject({
      ...named('EMAIL', { EXCHANGE: 'email.in', CREDENTIALS_DIR: '/var/run/secrets/dwcp/email' }),
      ...named('REPORT', { EXCHANGE: 'report.in', CREDENTIALS_DIR: '/var/run/secrets/dwcp/report' }),
    });
    expect(variablesOf(tree, 'Deployment', 'mail')).toMatchObject(
      named('EMAIL', { QUEUE: 'email', CREDENTIALS_DIR: '/var/run/secrets/dwcp/email' }),
    );
    const { containers } = (objectIn(tree, 'CronJob', 'again')['spec'] as Untyped).jobTemplate.spec.template.spec;
    expect(containers[0].env).toEqual(
      expect.arrayContaining([
        { name: 'EMAIL_DEAD_LETTERS', value: 'email.dead' },
        { name: 'EMAIL_EXCHANGE', value: 'email.in' },
      ]),
    );
  });

  test('lets each do what it was granted, by exactly these names, and lets nobody declare anything', () => {
    const { permissions } = definitionsIn(granted().tree);
    const queues = ['email', 'email.dead', 'emailxdead', 'report', 'report.dead', 'my-email'];
    const names = [...queues, ...queues.map((queue) => `${queue}.in`), 'emailxin', 'amq.default'];
    // RabbitMQ's patterns are not anchored by themselves.
    const can = (user: string) => {
      const permission = permissions.find((one: Untyped) => one.user === user);
      const [configure, write, read] = ['configure', 'write', 'read'].map((what) =>
        names.filter((name) => new RegExp(permission[what]).test(name)),
      );
      return { configure, write, read };
    };
    expect(permissions).toHaveLength(3);
    expect(can('api.orders')).toEqual({ configure: [], write: ['email.in', 'report.in'], read: [] });
    expect(can('mail.orders')).toEqual({ configure: [], write: [], read: ['email'] });
    expect(can('again.orders')).toEqual({ configure: [], write: ['email.in'], read: ['email.dead'] });
  });

  test('says the same whatever the order of grants, and however often', () => {
    const cases = ['email', 'report'].flatMap((queue) =>
      (['api', 'mail', 'again'] as const).flatMap((client) => VERBS.map((verb) => ({ queue, client, verb }))),
    ) as readonly { queue: 'email' | 'report'; client: 'api' | 'mail' | 'again'; verb: (typeof VERBS)[number] }[];
    const oneEach = fc
      .uniqueArray(fc.constantFrom(...cases), { selector: ({ queue, client }) => `${queue} ${client}`, minLength: 1 })
      .chain((chosen) =>
        fc.tuple(fc.constant(chosen), fc.shuffledSubarray([...chosen, ...chosen], { minLength: chosen.length * 2 })),
      );
    fc.assert(
      fc.property(oneEach, ([once, again]) => {
        const [one, other] = [once, again].map((calls) => {
          const { tree, queues, clients } = shop();
          for (const { queue, client, verb } of calls) queues[queue][verb](clients[client]);
          return definitionsIn(tree);
        });
        expect(other).toEqual(one);
      }),
      { numRuns: 10 },
    );
  });

  test('refuses a workload that is granted a queue in two ways', () => {
    const { queues, clients } = granted();
    expect(() => queues.email.grantConsume(clients.api)).toThrow(
      new UserError(["'test/orders/jobs/email' is granted to 'api' as publish and as consume; keep one of the two"]),
    );
  });
});

describe('a queue', () => {
  test('is kept by a majority of the nodes, and has an exchange of its own', () => {
    const { queues, exchanges, bindings, vhosts } = definitionsIn(shop().tree);
    expect(vhosts).toEqual([{ name: '/' }]);
    expect(queues).toEqual(
      ['email', 'email.dead', 'report', 'report.dead'].map((name) => ({
        ...{ name, vhost: '/', durable: true, auto_delete: false },
        arguments: { 'x-queue-type': 'quorum' },
      })),
    );
    expect(exchanges.map(({ name, type, internal }: Untyped) => [name, type, internal])).toEqual([
      ['email.in', 'fanout', false],
      ['email.dead.in', 'fanout', true],
      ['report.in', 'fanout', false],
      ['report.dead.in', 'fanout', true],
    ]);
    expect(bindings.map(({ source, destination }: Untyped) => [source, destination])).toEqual(
      ['email', 'email.dead', 'report', 'report.dead'].map((name) => [`${name}.in`, name]),
    );
  });

  test('gives a message up after as many deliveries as it was told, to the queue of its dead letters', () => {
    const [email, emailDead, report] = definitionsIn(shop().tree).policies;
    expect(email).toMatchObject({
      pattern: '^(email)$',
      'apply-to': 'queues',
      definition: {
        'dead-letter-exchange': 'email.dead.in',
        'dead-letter-strategy': 'at-least-once',
        overflow: 'reject-publish',
        'delivery-limit': 4,
      },
    });
    expect(report).toMatchObject({ pattern: '^(report)$', definition: { 'delivery-limit': 1 } });
    // By itself, RabbitMQ gives up after 20, and a dead letter has nowhere to go.
    expect(emailDead).toMatchObject({ pattern: '^(email\\.dead)$', definition: { 'delivery-limit': -1 } });
  });

  test('refuses to be declared elsewhere than in a RabbitMq, and what it does not take', () => {
    const { namespace, jobs } = shop();
    expect(() => new Queue(namespace, 'export')).toThrow(
      new UserError(["'test/orders/export' is in no RabbitMq; declare it in one, as in new Queue(rabbitMq, 'email')"]),
    );
    expect(() => new Queue(jobs, 'export', { deliveries: 0, depth: 4 } as never)).toThrow(
      new UserError([
        "'test/orders/jobs/export' has an unknown prop `depth`; did you mean `waiting`?",
        "'test/orders/jobs/export' has 0 for `deliveries`; write a whole number from 1 to 1000",
      ]),
    );
  });
});

describe('what is told of it', () => {
  const rules = (tree: Tree, name: string): Untyped[] =>
    (objectIn(tree, 'PrometheusRule', name)['spec'] as Untyped).groups[0].rules;

  test('says of a queue when it is deep, when nobody consumes it, and when it has dead letters', () => {
    const { tree } = shop();
    expect(rules(tree, 'jobs.report').map(({ alert, expr }) => [alert, expr])).toEqual([
      ['QueueDeep', 'max by (queue) (rabbitmq_queue_messages_ready{job="orders/jobs",queue="report"}) > 50'],
      [
        'QueueWithoutConsumers',
        '(max by (queue) (rabbitmq_queue_messages_ready{job="orders/jobs",queue="report"}) > 0) and ' +
          '(max by (queue) (rabbitmq_queue_consumers{job="orders/jobs",queue="report"}) == 0)',
      ],
      [
        'QueueHasDeadLetters',
        'max by (queue) (rabbitmq_queue_messages_ready{job="orders/jobs",queue="report.dead"}) > 0',
      ],
    ]);
    expect(rules(tree, 'jobs.email')[0].expr).toContain('> 1000');
  });

  test('says of its nodes when they are missing, too few, or short of something', () => {
    const named = (tree: Tree) => rules(tree, 'jobs').map(({ alert }) => alert);
    expect(named(shop().tree)).toEqual([
      'RabbitMqWithoutQuorum',
      'RabbitMqNodeMissing',
      'RabbitMqUnknown',
      'RabbitMqShortOfMemory',
      'RabbitMqShortOfDisk',
    ]);
    expect(named(shop({ instances: 1 }).tree)).not.toContain('RabbitMqNodeMissing');
    expect(rules(shop().tree, 'jobs')[0].expr).toMatch(/^\(?2 - min\(.*statefulset="jobs-server".*\)\)? > 0$/);
    expect(rules(shop({ instances: 5 }).tree, 'jobs')[0].expr).toMatch(/^\(?3 - min/);
  });
});
