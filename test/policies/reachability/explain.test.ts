import { Construct } from 'constructs';
import { type Manifest, Port, Postgres, planOf, SecureNamespace, Worker } from '../../../constructs';
import { kubernetesResource } from '../../../constructs/plan/resource';
import { explain, reachability, reachabilityIn, reachabilityOf } from '../../../policies/reachability/index';
import type { Explanation, Objects, Options } from '../../../policies/reachability/result';
import { environment, FACTS, IMAGE, POSTGRES, RESOURCES } from '../../support/environment';
import { resource } from '../../support/network-comparison';
import { asked, DENY_ALL, namespace, networkPolicy, pod } from '../../support/reachability-cases';
import { referencePlan } from '../../support/reference';

/** The answer as people read it: what decides at each place, and what to do. */
function inWords({ outcome, steps, remedy }: Explanation): Record<string, string> {
  return {
    outcome,
    ...Object.fromEntries(steps.map((step) => [step.at, `${step.outcome}: ${step.because}`])),
    remedy,
  };
}

function said(objects: Objects, text: string, options: Options = {}): Record<string, string> {
  return inWords(explain(objects, asked(text), options));
}

describe('why, on the reference platform', () => {
  const plan = referencePlan('production');
  const answers = reachabilityIn(plan);
  const why = (text: string) => inWords(answers.explain(asked(text)));

  test('an edge is open by the policies of its two ends, and by the authorization of its target', () => {
    expect(why('edge/edge -> dwcp/dwcp-api 8080')).toEqual({
      outcome: 'open',
      egress: 'open: NetworkPolicy edge/edge lets Gateway edge/edge open 8080/TCP on Deployment dwcp/dwcp-api',
      ingress:
        'open: NetworkPolicy dwcp/dwcp-api lets Deployment dwcp/dwcp-api be opened on 8080/TCP by Gateway edge/edge',
      mesh: 'open: AuthorizationPolicy dwcp/dwcp-api allows it',
      remedy: "take back `expose('dwcp/dwcp-api', '/api')` in the construct at production/edge",
    });
  });

  test('what nobody declared is closed, and one line opens it', () => {
    const { outcome, egress, remedy } = why('dwcp/dwcp-report -> dwcp/dwcp-redis 6379');
    expect({ outcome, egress, remedy }).toEqual({
      outcome: 'closed',
      egress:
        'closed: NetworkPolicy dwcp/default-deny and NetworkPolicy dwcp/dwcp-report select CronJob dwcp/dwcp-report, ' +
        'and nothing lets it open 6379/TCP on StatefulSet dwcp/dwcp-redis',
      remedy: 'declare `dwcp-redis.grantReadWrite(dwcp-report)` in the construct at production/dwcp/dwcp-report',
    });
  });

  test('a port that the target does not declare is named in the line', () => {
    expect(why('dwcp/dwcp-worker -> dwcp/dwcp-redis 26379')['remedy']).toBe(
      "declare `dwcp-worker.connections.allowTo(dwcp-redis, { ports: [Port.tcp(26379, '…')] })` " +
        'in the construct at production/dwcp/dwcp-worker',
    );
  });

  test('what is let in by a method that has to be told more is opened by that', () => {
    const tree = environment();
    const shop = new SecureNamespace(tree, 'shop');
    const db = new Postgres(shop, 'db', POSTGRES);
    const worker = (name: string) => new Worker(shop, name, { image: IMAGE, scale: 1, resources: RESOURCES });
    db.grantReadOnly(worker('report'), { from: 'replica' });
    worker('mail');
    expect(reachabilityIn(planOf(tree)).explain(asked('shop/mail -> shop/db-ro-pooler 5432')).remedy).toBe(
      "declare `db.grantReadOnly(mail, { from: 'replica' })` in the construct at test/shop/mail",
    );
  });

  test('the near miss is told: the right peer, on other ports', () => {
    expect(why('dwcp/dwcp-api -> dwcp/dwcp-redis 26379')['egress']).toMatch(/; only on 6379\/TCP$/);
  });

  test('a caller outside the mesh is refused by mutual TLS, and has to join', () => {
    const { mesh, remedy } = why('dwcp/dwcp-redis -> dwcp/dwcp-api 8080');
    expect(mesh).toBe(
      'closed: Deployment dwcp/dwcp-api takes mutual TLS only by PeerAuthentication dwcp/default, ' +
        'and StatefulSet dwcp/dwcp-redis is outside the mesh',
    );
    expect(remedy).toBe(
      'declare `dwcp-redis.connections.allowTo(dwcp-api)` in the construct at production/dwcp/dwcp-redis and ' +
        'bring StatefulSet dwcp/dwcp-redis into the mesh, or set another mode for port 8080 in PeerAuthentication dwcp/default',
    );
  });

  test('an address outside is answered for by the range that holds it', () => {
    expect(why('198.51.100.7 -> edge/edge 443')).toMatchObject({
      outcome: 'open',
      egress: 'open: 198.51.100.7 is outside the cluster, where no policy applies',
      ingress: 'open: NetworkPolicy edge/edge lets Gateway edge/edge be opened on 443/TCP by 198.51.100.7',
    });
    expect(why('dwcp/dwcp-api -> 8.8.8.8 53/UDP')['outcome']).toBe('closed');
  });

  test('what a proxy answers for itself is not the business of the mesh', () => {
    const scraped = why('Pods monitoring/app.kubernetes.io/name=prometheus -> dwcp/dwcp-api 15020');
    expect(scraped['mesh']).toBe(
      'open: 15020/TCP of Deployment dwcp/dwcp-api does not pass its proxy, so the mesh has no say',
    );
  });

  test('a Service leads to its workload', () => {
    const { outcome, through } = answers.explain(asked('edge/edge -> Service dwcp/dwcp-api 8080'));
    expect({ outcome, through }).toEqual({
      outcome: 'open',
      through: 'Service dwcp/dwcp-api leads from 8080/TCP to 8080/TCP of Deployment dwcp/dwcp-api',
    });
  });
});

describe('one reading of the input', () => {
  const objects = [namespace('shop'), pod('shop/web'), pod('shop/db'), networkPolicy('shop/deny', DENY_ALL)].map(
    resource,
  );

  test('answers any number of questions as one reading for each would', () => {
    const answers = reachability(objects);
    for (const text of ['shop/web -> shop/db 5432', 'shop/db -> shop/web 80', 'shop/web -> shop/db 5432']) {
      expect(answers.explain(asked(text))).toEqual(explain(objects, asked(text)));
    }
    expect(answers.matrix()).toEqual(reachabilityOf(objects));
    expect(answers.matrix()).toBe(answers.matrix());
  });

  test('reads each object once, however much is asked', () => {
    let reads = 0;
    const counted = objects.map(({ object, ...rest }) => ({
      ...rest,
      get object() {
        reads++;
        return object;
      },
    }));
    const answers = reachability(counted);
    answers.matrix();
    const before = reads;
    for (let index = 0; index < 20; index++) answers.explain(asked('shop/web -> shop/db 5432'));
    answers.matrix();
    expect(reads).toBe(before);
  });
});

test('the plan of an environment whose Istio is elsewhere closes what is refused there', () => {
  const tree = environment({}, { cluster: { ...FACTS.cluster, operators: { istio: 'mesh-root' } } });
  const shop = new SecureNamespace(tree, 'shop');
  const [api, db] = ['api', 'db'].map(
    (name) => new Worker(shop, name, { image: IMAGE, scale: 2, resources: RESOURCES }),
  );
  api!.connections.allowTo(db!, { ports: [Port.tcp(5432, 'postgres')] });
  const question = asked('shop/api -> shop/db 5432');
  const plan = planOf(tree);
  expect(reachabilityIn(plan).explain(question).outcome).toBe('open');
  const denial = kubernetesResource(
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'nobody', namespace: 'mesh-root' },
      spec: { action: 'DENY', rules: [{}] },
    },
    '',
  );
  expect(reachabilityIn({ ...plan, resources: [...plan.resources, denial] }).explain(question).outcome).toBe('closed');
});

describe('a remedy', () => {
  const answersOf = (declare: (namespace: SecureNamespace) => void) => {
    const tree = environment();
    declare(new SecureNamespace(tree, 'shop'));
    return reachabilityIn(planOf(tree));
  };
  const worker = (scope: Construct, name: string) =>
    new Worker(scope, name, { image: IMAGE, scale: 2, resources: RESOURCES });

  test('names constructs by what was declared, whatever they and what they are in are called', () => {
    const answers = answersOf((shop) => {
      const team = new Construct(new Construct(shop, 'pod'), 'connections');
      worker(team, 'policy').connections.allowTo(worker(team, 'pod'), { ports: [Port.tcp(7000, 'gossip')] });
    });
    expect(answers.explain(asked('shop/pod -> shop/policy 7000')).remedy).toBe(
      "declare `pod.connections.allowTo(policy, { ports: [Port.tcp(7000, '…')] })` in the construct at test/shop/pod/connections/pod",
    );
  });

  test('names the call that declared an edge, to take it back', () => {
    const answers = answersOf((shop) => {
      const [one, other] = [worker(shop, 'one'), worker(shop, 'other')];
      one.connections.allowTo(other, { ports: [Port.tcp(7000, 'gossip')] });
    });
    expect(answers.explain(asked('shop/one -> shop/other 7000')).remedy).toBe(
      "take back `allowTo('shop/other')` in the construct at test/shop/one",
    );
  });
});

describe('why, on manifests of anybody', () => {
  const why = (objects: readonly Manifest[], text: string, options?: Options) =>
    said(objects.map(resource), text, options);
  const [web, db] = [pod('shop/web'), pod('shop/db')];
  const cast = [namespace('shop'), web, db];
  const port = { ports: [{ port: 5432 }] };
  const admit = (app: string) =>
    networkPolicy('shop/db', {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app } } }], ...port }],
    });

  test('a connection that no policy closes is closed by one that does not exist yet', () => {
    expect(why(cast, 'shop/web -> shop/db 5432')).toEqual({
      outcome: 'open',
      egress: 'open: no NetworkPolicy selects Pod shop/web for egress, so nothing is closed',
      ingress: 'open: no NetworkPolicy selects Pod shop/db for ingress, so nothing is closed',
      remedy: 'add a NetworkPolicy that selects Pod shop/db with policyTypes [Ingress], and rules for what stays open',
    });
  });

  test('a connection that a rule opens is closed by taking it out', () => {
    expect(why([...cast, admit('web')], 'shop/web -> shop/db 5432')['remedy']).toBe(
      'take spec.ingress[0] out of NetworkPolicy shop/db (folder/db.yaml)',
    );
  });

  test('a connection that is closed at both ends is opened at both', () => {
    const { outcome, remedy } = why([...cast, networkPolicy('shop/deny', DENY_ALL)], 'shop/web -> shop/db 5432');
    expect({ outcome, remedy }).toEqual({
      outcome: 'closed',
      remedy:
        'add to spec.egress of NetworkPolicy shop/deny that selects Pod shop/web a rule with `to` namespaceSelector ' +
        '{kubernetes.io/metadata.name: shop} with podSelector {app: db} and `ports` 5432/TCP and ' +
        'add to spec.ingress of NetworkPolicy shop/deny that selects Pod shop/db a rule with `from` namespaceSelector ' +
        '{kubernetes.io/metadata.name: shop} with podSelector {app: web} and `ports` 5432/TCP',
    });
  });

  test('what is not known is named, with what to find out', () => {
    const blue = { namespaceSelector: { matchLabels: { team: 'blue' } } };
    const policy = networkPolicy('shop/db', { podSelector: {}, ingress: [{ from: [blue] }] });
    expect(why([db, pod('gone/x'), policy], 'gone/x -> shop/db 5432')).toEqual({
      outcome: 'unknown',
      egress: 'open: no NetworkPolicy selects Pod gone/x for egress, so nothing is closed',
      ingress:
        "unknown: it may be that Pod shop/db can be opened on 5432/TCP by Pod gone/x: the labels of namespace 'gone' are not in the input",
      remedy:
        "find out what is not known (it may be that Pod shop/db can be opened on 5432/TCP by Pod gone/x: the labels of namespace 'gone' are not in the input)",
    });
  });

  test('what a denial asks of requests is said where nothing else restricts them', () => {
    const denial: Manifest = {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { namespace: 'shop', name: 'no-get' },
      spec: { action: 'DENY', rules: [{ to: [{ operation: { methods: ['GET'] } }] }] },
    };
    const meshed = [namespace('shop', { 'istio-injection': 'enabled' }), web, db, denial];
    expect(why(meshed, 'shop/web -> shop/db 5432')['mesh']).toBe(
      'open: no AuthorizationPolicy restricts who may call Pod shop/db otherwise; not methods GET',
    );
  });

  test('the policies that decide are named by id', () => {
    const { steps } = explain([...cast, admit('web')].map(resource), asked('shop/web -> shop/db 5432'));
    expect(steps.map(({ at, policies }) => [at, policies])).toEqual([
      ['egress', []],
      ['ingress', ['networking.k8s.io/v1/NetworkPolicy shop/db']],
    ]);
  });

  describe('a Service that nodes take from outside', () => {
    const service = (spec: object): Manifest => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'shop', name: 'lb' },
      spec: { selector: { app: 'gw' }, ports: [{ port: 443, targetPort: 8443 }], ...spec },
    });
    const admitting = (...ingress: object[]) =>
      networkPolicy('shop/gw', { podSelector: { matchLabels: { app: 'gw' } }, policyTypes: ['Ingress'], ingress });
    const client = { from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 8443 }] };
    test.each<[string, object, Manifest[], string]>([
      ['203.0.113.7', { type: 'LoadBalancer' }, [admitting(client)], 'unknown'],
      ['198.51.100.7', { type: 'LoadBalancer' }, [admitting(client)], 'unknown'],
      ['203.0.113.7', { type: 'NodePort' }, [admitting(client)], 'unknown'],
      ['203.0.113.7', { type: 'LoadBalancer', externalTrafficPolicy: 'Local' }, [admitting(client)], 'open'],
      ['203.0.113.7', { type: 'LoadBalancer' }, [admitting({ ports: [{ port: 8443 }] })], 'open'],
      ['203.0.113.7', { type: 'LoadBalancer' }, [], 'open'],
      ['203.0.113.7', { type: 'LoadBalancer' }, [admitting()], 'closed'],
      ['203.0.113.7', {}, [admitting(client)], 'open'],
      ['shop/web', { type: 'LoadBalancer' }, [admitting(client)], 'closed'],
    ])('%s by %j', (caller, spec, policies, expected) => {
      const options = expected === 'closed' && caller === 'shop/web' ? { podCidrs: ['10.244.0.0/16'] } : {};
      const objects = [namespace('shop'), pod('shop/gw'), pod('shop/web'), service(spec), ...policies].map(resource);
      expect(explain(objects, asked(`${caller} -> shop/lb 443`), options).outcome).toBe(expected);
    });
  });

  test('a Service that several workloads bear leads to each of them', () => {
    const server = (name: string, port: number) =>
      pod(`shop/${name}`, {
        labels: { app: 'server' },
        containers: [{ name: 'main', ports: [{ name: 'http', containerPort: port }] }],
      });
    const service: Manifest = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'shop', name: 'front' },
      spec: { selector: { app: 'server' }, ports: [{ port: 80, targetPort: 'http' }] },
    };
    const bare = pod('shop/bare', { labels: { app: 'server' } });
    const objects = [web, server('blue', 8080), server('green', 9090), bare, service].map(resource);
    const answers = reachability(objects).explainEach(asked('shop/web -> shop/front 80'));
    expect(answers.map(({ outcome, through }) => [outcome, through])).toEqual([
      ['open', 'Service shop/front leads from 80/TCP to 8080/TCP of Pod shop/blue'],
      ['open', 'Service shop/front leads from 80/TCP to 9090/TCP of Pod shop/green'],
    ]);
  });

  test('asks for no portLevelMtls that stands there already, where Istio does not read it', () => {
    const objects = [
      namespace('mesh', { 'istio-injection': 'enabled' }),
      namespace('shop'),
      pod('mesh/b'),
      web,
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        metadata: { namespace: 'mesh', name: 'default' },
        spec: { mtls: { mode: 'STRICT' }, portLevelMtls: { 8080: { mode: 'PERMISSIVE' } } },
      },
    ].map(resource);
    expect(said(objects, 'shop/web -> mesh/b 8080')['remedy']).toBe(
      'bring Pod shop/web into the mesh, or move portLevelMtls from PeerAuthentication mesh/default to a PeerAuthentication ' +
        'whose selector selects Pod mesh/b: without one, Istio does not read it',
    );
    expect(said(objects, 'shop/web -> mesh/b 8081')['remedy']).toMatch(/or set another mode for port 8081/);
  });

  test('a Service with a named target port leads to the number that its workload gives it', () => {
    const service = (spec: object): Manifest => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'shop', name: 'front' },
      spec,
    });
    const server = pod('shop/server', {
      containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080 }] }],
    });
    const leading = service({ selector: { app: 'server' }, ports: [{ port: 80, targetPort: 'http' }] });
    expect(explain([web, server, leading].map(resource), asked('shop/web -> shop/front 80')).through).toBe(
      'Service shop/front leads from 80/TCP to 8080/TCP of Pod shop/server',
    );
    const headless = service({
      clusterIP: 'None',
      selector: { app: 'server' },
      ports: [{ port: 80, targetPort: 'http' }],
    });
    expect(explain([web, server, headless].map(resource), asked('shop/web -> shop/front 80')).through).toBe(
      'Service shop/front leads from 80/TCP to 80/TCP of Pod shop/server',
    );
    const refused = (objects: Manifest[], text: string) => () => explain(objects.map(resource), asked(text));
    expect(refused([web, server, leading], 'shop/web -> shop/front 81')).toThrow(
      "'Service shop/front' has no port 81/TCP; it has 80/TCP",
    );
    const lower = service({ selector: { app: 'server' }, ports: [{ port: 80, protocol: 'tcp' }] });
    expect(refused([web, server, lower], 'shop/web -> shop/front 80')).toThrow(
      "'shop/front' cannot be read: 'tcp' is none of TCP, UDP, SCTP (spec.ports[0].protocol)",
    );
    expect(refused([web, leading], 'shop/web -> shop/front 80')).toThrow(
      "'Service shop/front' leads to no workload of the input; name the workload",
    );
    expect(
      refused(
        [web, server, { ...server, metadata: { ...server.metadata, name: 'two' } }, leading],
        'shop/web -> shop/front 80',
      ),
    ).toThrow("'Service shop/front' leads to 'Pod shop/server', 'Pod shop/two'; ask about one of them");
  });

  test.each<[string, string, Options]>([
    [
      'shop/wob -> shop/db 1',
      "'shop/wob' is no workload of the input and no address outside; list the parties to find it",
      {},
    ],
    [
      'shop/web -> other/db 1',
      "'other/db' is no workload of the input and no address outside; list the parties to find it, or name 'Pod shop/db'",
      {},
    ],
    [
      '10.244.1.1 -> shop/db 1',
      "'10.244.1.1' is an address of pods, which come and go; name the workload",
      { podCidrs: ['10.244.0.0/16'] },
    ],
  ])('refuses %s', (text, sentence, options) => {
    expect(() => explain(cast.map(resource), asked(text), options)).toThrow(sentence);
  });

  test('refuses a name that two workloads have', () => {
    const job: Manifest = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { namespace: 'shop', name: 'web' },
      spec: { template: { spec: { containers: [{ name: 'm' }] } } },
    };
    expect(() => explain([...cast, job].map(resource), asked('shop/web -> shop/db 1'))).toThrow(
      "'shop/web' may be 'Pod shop/web' or 'Job shop/web'; name one of them",
    );
  });
});
