import { Unreadable } from '../../../cli/cluster/kubectl';
import type { LivePod } from '../../../cli/cluster/pods';
import type { Credential } from '../../../cli/verify/credentials';
import type { Crew } from '../../../cli/verify/crew';
import { type ComparedPolicies, type LivePolicy, policiesOf } from '../../../cli/verify/declared-policies';
import { doorOf } from '../../../cli/verify/door';
import type { Ending } from '../../../cli/verify/probe/script';
import { PROOFS } from '../../../cli/verify/proofs';
import type { Evidence } from '../../../cli/verify/proofs/proof';
import { tlsDoor } from '../../../cli/verify/tls-servers';
import { doorKey, type Outcome } from '../../../cli/verify/trial';
import { type End, planOf } from '../../../constructs';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { environment } from '../../support/environment';
import { referencePlan } from '../../support/reference';

const end = (name: string): End => ({ name, role: 'workload', selectors: [], ports: [] });
const pod = (name: string, podIP: string, ...containers: readonly string[]): LivePod => ({
  metadata: { name, namespace: 'shop' },
  spec: { containers: containers.map((container) => ({ name: container, image: 'any' })) },
  status: { podIP },
});

const [front, api] = [end('shop/front'), end('shop/api')];
const [caller, target] = [pod('front-0', '10.0.0.1', 'main'), pod('api-0', '10.0.0.2', 'main')];
const attempt = { from: front, to: api, port: 8080 };
const door = doorOf(target, 8080);

const server = { end: api, port: 8080, serverName: 'shop.example.com' };

const NOW = Date.parse('2026-11-27T12:00:00Z');

const certificate = referencePlan('production').resources.find(
  (one): one is KubernetesResource => one.api === 'kubernetes' && one.kind === 'Certificate',
)!;

interface Tried {
  /** What came of a client of each TLS, from inside the target. */
  readonly credential?: Pick<Credential, 'found'>;
  readonly policies?: readonly ComparedPolicies[];
  readonly spoken?: readonly [now: Ending, before: Ending];
  /** How it ended from inside the caller; nothing where it was not tried. */
  readonly there?: Ending;
  /** How it ended from inside the target. */
  readonly own?: Ending;
  readonly isDeclared?: boolean;
  readonly crew?: Crew;
  readonly outcome?: Outcome;
}

function evidenceOf({ there, own, isDeclared = false, crew, outcome, spoken, credential, policies }: Tried): Evidence {
  const endings = (ending: Ending | undefined) => new Map(ending === undefined ? [] : [[doorKey(door), ending]]);
  return {
    plan: planOf(environment()),
    attempts: {
      declared: isDeclared ? [attempt] : [],
      undeclared: isDeclared ? [] : [attempt],
      untried: [],
      servers: [server],
      possible: 1,
    },
    trial: {
      crews: new Map([
        [front, crew ?? { pods: [caller], probing: caller }],
        [api, { pods: [target], probing: target }],
      ]),
      rounds: [],
      doorsOf: () => [door],
    },
    credentials: credential === undefined ? [] : [{ resource: certificate, found: credential.found }],
    policies: policies ?? [],
    monitored: { monitors: [], scraping: { pools: new Set(), targets: [] } },
    now: NOW,
    outcomes: new Map<End, Outcome>([
      [front, outcome ?? endings(there)],
      [api, new Map([...endings(own), ...greetings(spoken)])],
    ]),
  };
}

function greetings([now, before]: readonly Ending[] = []): readonly (readonly [string, Ending])[] {
  if (now === undefined || before === undefined) return [];
  return [
    [doorKey(tlsDoor(server, target, '1.3')), now],
    [doorKey(tlsDoor(server, target, '1.2')), before],
  ];
}

const judged = (proof: keyof typeof PROOFS, tried: Tried) =>
  PROOFS[proof]
    .judge(evidenceOf(tried))
    .map(({ status, says, remedy }) => [status, remedy === undefined ? says : `${says}; ${remedy}`]);

describe('what nobody declared', () => {
  test.each<[string, Tried, string, RegExp]>([
    [
      'that opens, deviates',
      { there: 'o', own: 'o' },
      'deviates',
      /^shop\/front reaches shop\/api at 8080 \(pod api-0\), which/,
    ],
    [
      'that is refused where somebody listens, is in order',
      { there: 'r', own: 'o' },
      'ok',
      /^shop\/front gets through none of 1 doors/,
    ],
    ['that gets no answer where somebody listens, is in order', { there: 't', own: 'o' }, 'ok', /gets through none/],
    [
      'that is refused where nobody listens, hides nothing',
      { there: 'r', own: 'r' },
      'ok',
      /behind none of them anybody/,
    ],
    [
      'that is refused where nobody has looked, proves nothing',
      { there: 'r' },
      'unknown',
      /since nobody saw from inside it/,
    ],
    ['that could not be tried, is unknown', { there: 'x', own: 'o' }, 'unknown', /^it could not be tried whether/],
    ['of which nothing was said, is unknown', { own: 'o' }, 'unknown', /^it could not be tried whether/],
  ])('%s', (_, tried, status, says) => {
    expect(judged('undeclared', tried)).toEqual([[status, expect.stringMatching(says)]]);
  });
});

describe('what is declared', () => {
  test.each<[string, Tried, string, RegExp]>([
    ['and opens, is in order', { there: 'o' }, 'ok', /^shop\/front reaches shop\/api at 8080: pod api-0$/],
    [
      'and is refused where somebody listens, deviates',
      { there: 'r', own: 'o' },
      'deviates',
      /refused\); see which policy should/,
    ],
    [
      'and is not resolved, deviates',
      { there: 'n', own: 'o' },
      'deviates',
      /not resolved\); see that the Service is there/,
    ],
    [
      'and gets no answer where nobody listens, deviates',
      { there: 't', own: 'r' },
      'deviates',
      /no answer\); nobody listens there/,
    ],
    ['and could not be tried, is unknown', { there: 'x', own: 'o' }, 'unknown', /^it could not be tried whether/],
    ['and of which nothing was said, is unknown', { own: 'o' }, 'unknown', /^it could not be tried whether/],
  ])('%s', (_, tried, status, says) => {
    expect(judged('declared', { ...tried, isDeclared: true })).toEqual([[status, expect.stringMatching(says)]]);
  });
});

describe('who calls', () => {
  const proxied = pod('front-0', '10.0.0.1', 'main', 'istio-proxy');
  const gateway = pod('front-0', '10.0.0.1', 'istio-proxy');
  test.each<[string, Tried, string, RegExp]>([
    [
      'and has tried, is in order',
      { there: 'o' },
      'ok',
      /^everything is tried from inside shop\/front-0, as shop\/front$/,
    ],
    ['and has no pod, is unknown', { crew: { pods: [] } }, 'unknown', /^no pod of shop\/front is ready/],
    ['and has tried too often, is unknown', { crew: { pods: [caller] } }, 'unknown', /kubectl rollout restart/],
    [
      'and is a gateway of the mesh, is in order',
      { crew: { pods: [gateway], probing: gateway } },
      'ok',
      /^everything is tried/,
    ],
    [
      'and is in the mesh, is told so',
      { crew: { pods: [proxied], probing: proxied } },
      'ok',
      /, past the proxy of the mesh: what/,
    ],
    [
      'and may not be asked, is unknown',
      { outcome: new Unreadable('it is forbidden', true) },
      'unknown',
      /it is forbidden; ask as somebody/,
    ],
    [
      'and does not start, is unknown',
      { outcome: new Unreadable('ImagePullBackOff', false) },
      'unknown',
      /the image has to be on hand/,
    ],
  ])('%s', (_, tried, status, says) => {
    const [front] = judged('callers', tried);
    expect(front).toEqual([status, expect.stringMatching(says)]);
  });
});

describe('what refuses TLS below 1.3', () => {
  test.each<[string, Tried, string, RegExp]>([
    [
      'and does, is in order',
      { spoken: ['a', 'd'] },
      'ok',
      /^shop\/api at 8080, asked for shop.example.com, agrees to TLS 1.3, and/,
    ],
    ['and ends without a word, is in order', { spoken: ['a', 'e'] }, 'ok', /agrees to TLS 1.3, and not to 1.2$/],
    ['and agrees to 1.2, deviates', { spoken: ['a', 'a'] }, 'deviates', /agrees to TLS 1.2; see whether Istio has/],
    ['and agrees to none, deviates', { spoken: ['d', 'd'] }, 'deviates', /does not agree to TLS 1.3 either: declined/],
    ['and is not there, deviates', { spoken: ['r', 'r'] }, 'deviates', /does not agree to TLS 1.3 either: refused/],
    ['and could not be tried, is unknown', { spoken: ['a', 'x'] }, 'unknown', /^it could not be tried/],
    ['and was not tried, is unknown', {}, 'unknown', /^it could not be tried/],
  ])('%s', (_, tried, status, says) => {
    expect(judged('tls', tried)).toEqual([[status, expect.stringMatching(says)]]);
  });
});

describe('a credential', () => {
  const [seconds, ready] = [NOW / 1_000, { type: 'Ready', status: 'True' }];
  const says = (status: object) =>
    ({ credential: { found: { metadata: certificate.object.metadata, status } } }) as Tried;
  const failed = { type: 'SecretSynced', status: 'False', message: 'permission denied' };
  test.each<[string, Tried, string, RegExp]>([
    ['that people keep is in order', says({ conditions: [ready] }), 'ok', /is delivered$/],
    [
      'that is valid is in order',
      says({ conditions: [ready], notAfter: '2026-12-01T00:00:00Z' }),
      'ok',
      /, until 2026-12-01T00:00:00Z$/,
    ],
    [
      'of Vault is in order',
      says({ conditions: [ready], expiration: seconds + 60 }),
      'ok',
      /, until 2026-11-27T12:01:00Z$/,
    ],
    [
      'of which the lease lasts is in order',
      says({ conditions: [ready], lastRenewalTime: seconds, secretLease: { duration: 3_600 } }),
      ...(['ok', /, until 2026-11-27T13:00:00Z$/] as const),
    ],
    [
      'that has ended deviates',
      says({ conditions: [ready], expiration: seconds - 60 }),
      'deviates',
      /has ended 2026-11-27T11:59:00Z; /,
    ],
    [
      'of which the lease has ended deviates',
      says({ conditions: [ready], lastRenewalTime: seconds - 3_601, secretLease: { duration: 3_600 } }),
      ...(['deviates', /has ended 2026-11-27T11:59:59Z; /] as const),
    ],
    [
      'that is refused deviates',
      says({ conditions: [{ ...ready, status: 'False' }, failed] }),
      'deviates',
      /not delivered: permission denied; see/,
    ],
    ['of which nothing is said deviates', says({}), 'deviates', /not delivered: its operator has said nothing of it; /],
    [
      'that is not there deviates',
      { credential: { found: undefined } },
      'deviates',
      /^Certificate edge\/edge-tls is not there; /,
    ],
    [
      'that may not be looked at is unknown',
      { credential: { found: new Unreadable('forbidden', true) } },
      'unknown',
      /^forbidden; ask as/,
    ],
  ])('%s', (_, tried, status, found) => {
    expect(judged('credentials', tried)).toEqual([[status, expect.stringMatching(found)]]);
  });
});

describe('policies', () => {
  const production = policiesOf(referencePlan('production'));
  const asDeclared = ({ declared }: Pick<ComparedPolicies, 'declared'>): readonly LivePolicy[] =>
    declared.map(({ object }) => ({ metadata: object.metadata, spec: object['spec'] as object }));
  const one = (kind: string, found: (there: readonly LivePolicy[]) => ComparedPolicies['found'], isOwn = true) => {
    const policies = production.find((some) => some.kind === kind && some.namespace === 'dwcp')!;
    return judged('policies', { policies: [{ ...policies, isOwn, found: found(asDeclared(policies)) }] });
  };
  const other = { metadata: { name: 'open', namespace: 'dwcp' }, spec: { rules: [{}] } };

  test('of network and mesh are asked for, in each namespace of the plan', () => {
    const asked = production.map(({ apiVersion, kind, namespace, isOwn }) => [apiVersion, kind, namespace, isOwn]);
    expect(asked).toEqual(
      [
        ['security.istio.io/v1', 'AuthorizationPolicy'],
        ['networking.k8s.io/v1', 'NetworkPolicy'],
        ['security.istio.io/v1', 'PeerAuthentication'],
        ['security.istio.io/v1', 'RequestAuthentication'],
      ].flatMap((kind) => ['dwcp', 'edge'].map((namespace) => [...kind, namespace, true])),
    );
  });

  test.each(['NetworkPolicy', 'AuthorizationPolicy', 'PeerAuthentication'])('%s as declared are in order', (kind) => {
    expect(one(kind, (there) => there)).toEqual([
      ['ok', expect.stringMatching(`^every ${kind} of dwcp is as declared: [1-9]`)],
    ]);
  });

  test('an empty list is none to the API server', () => {
    const stored = (there: readonly LivePolicy[]) =>
      there.map(({ metadata, spec }) => ({ metadata, spec: { ...spec, ingress: undefined, egress: undefined } }));
    const denies = production.find((some) => some.kind === 'NetworkPolicy' && some.namespace === 'dwcp')!;
    const [resource] = denies.declared.filter(({ object }) => object.metadata.name === 'default-deny');
    const spec = { ...(resource!.object['spec'] as object), ingress: [], egress: [] };
    const declared = [{ ...resource!, object: { ...resource!.object, spec } }];
    const found = stored(asDeclared({ declared }));
    expect(judged('policies', { policies: [{ ...denies, declared, found }] })).toEqual([
      ['ok', 'every NetworkPolicy of dwcp is as declared: 1'],
    ]);
  });

  test.each(['NetworkPolicy', 'AuthorizationPolicy', 'PeerAuthentication'])('%s that is gone', (kind) => {
    const [[status, says] = []] = one(kind, ([, ...others]) => others);
    expect(status).toBe('deviates');
    expect(says).toMatch(RegExp(`^${kind} dwcp/\\S+ is not there; pulumi up --refresh puts it back$`));
  });

  test('one that was widened by hand, by its fields', () => {
    const widened = (there: readonly LivePolicy[]) =>
      there.map((policy) => ({ ...policy, spec: { ...policy.spec, mtls: { mode: 'PERMISSIVE' } } }));
    expect(one('PeerAuthentication', widened)).toEqual([
      [
        'deviates',
        'PeerAuthentication dwcp/default is not as declared: spec.mtls.mode; see who changed it: kubectl get --output yaml --show-managed-fields; pulumi up --refresh puts it back',
      ],
    ]);
  });

  test('one of which all is another names three fields', () => {
    const spec = { a: 1, b: 2, c: 3, d: 4 };
    const [[, says] = []] = one('PeerAuthentication', (there) => there.map((policy) => ({ ...policy, spec })));
    expect(says).toMatch(/ is not as declared: spec\.a, spec\.b, spec\.c and 2 more; /);
  });

  test('one of nobody, where the namespace is of the plan', () => {
    expect(one('AuthorizationPolicy', (there) => [...there, other])).toEqual([
      [
        'deviates',
        'AuthorizationPolicy dwcp/open is of nobody in this environment; see whom it lets through: kubectl --namespace dwcp get authorizationpolicies open --output yaml; declare that, or delete it',
      ],
    ]);
    const isIn = [['ok', expect.stringContaining('is as declared')]];
    expect(one('AuthorizationPolicy', (there) => [...there, other], false)).toEqual(isIn);
    const owned = { ...other, metadata: { ...other.metadata, ownerReferences: [{ kind: 'Challenge' }] } };
    expect(one('AuthorizationPolicy', (there) => [...there, owned])).toEqual(isIn);
  });

  test('that may not be read are unknown', () => {
    expect(one('AuthorizationPolicy', () => new Unreadable('forbidden', true))).toEqual([
      ['unknown', expect.stringMatching(/^forbidden; ask as somebody who may read it/)],
    ]);
  });
});
