import fc from 'fast-check';
import { networkPolicies } from '../../../../../cli/preview/meaning/security/network-policies';
import type { Manifest } from '../../../../../constructs';
import { comparing, manifest } from '../../support';
import { said, saidBothWays } from './said';

const NET = 'networking.k8s.io/v1';

/** A policy for pods that the plan does not make, of which connections tell nothing. */
function policy(name: string, spec: object, podSelector: object = {}): Manifest {
  return manifest(NET, 'NetworkPolicy', name, { spec: { podSelector, policyTypes: ['Ingress'], ...spec } });
}

const labelled = (app: string) => ({ matchLabels: { app } });
const from = (app: string) => ({ podSelector: labelled(app) });
const port = (number: number) => ({ port: number, protocol: 'TCP' });
const DENY = policy('deny', {});
const side = (...objects: readonly Manifest[]) => ({ objects });

const oneOf = (...values: readonly string[]) => ({ matchExpressions: [{ key: 'app', operator: 'In', values }] });

describe('what a policy lets in besides', () => {
  const api = (...ingress: readonly object[]) => policy('api', { ingress }, labelled('api'));
  const web = { from: [from('web')], ports: [port(8080)] };

  test.each<[what: string, narrow: object[], wide: object[], may: string]>([
    [
      'a peer',
      [web],
      [web, { from: [from('ops')], ports: [port(8080)] }],
      'let in pods with app=ops of its namespace on 8080/TCP',
    ],
    [
      'a port',
      [web],
      [{ ...web, ports: [port(8080), port(9090)] }],
      'let in pods with app=web of its namespace on 9090/TCP',
    ],
    ['every port', [web], [{ from: [from('web')] }], 'let in pods with app=web of its namespace on every port'],
    ['anybody', [web], [{ ports: [port(8080)] }], 'let in anybody on 8080/TCP'],
    [
      'every pod',
      [web],
      [{ from: [{ podSelector: {} }], ports: [port(8080)] }],
      'let in every pod of its namespace on 8080/TCP',
    ],
    [
      'pods by one value more of a label',
      [{ from: [{ podSelector: oneOf('web') }] }],
      [{ from: [{ podSelector: oneOf('web', 'ops') }] }],
      'let in pods with app in (ops,web) of its namespace on every port',
    ],
    [
      'pods of every namespace',
      [web],
      [{ from: [{ namespaceSelector: {}, podSelector: labelled('web') }], ports: [port(8080)] }],
      'let in pods with app=web of every namespace on 8080/TCP',
    ],
    [
      'a range',
      [{ from: [{ ipBlock: { cidr: '10.1.0.0/16' } }] }],
      [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
      'let in 10.0.0.0/8 on every port',
    ],
    [
      'what was cut out of a range',
      [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }],
      [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
      'let in 10.0.0.0/8 on every port',
    ],
    [
      'a port by its name',
      [web],
      [web, { from: [from('web')], ports: [{ port: 'metrics' }] }],
      "let in pods with app=web of its namespace on port 'metrics'/TCP",
    ],
  ])('%s, is weaker, and the other way stronger', (_, narrow, wide, may) => {
    const [wider, narrower] = saidBothWays(networkPolicies, side(DENY, api(...narrow)), side(DENY, api(...wide)));
    expect(wider).toEqual([`worse: NetworkPolicy shop/api: may ${may}`]);
    expect(narrower.join()).toMatch(/^better: NetworkPolicy shop\/api: may no longer let in /);
  });

  test('is no news where another policy for the same pods lets it in', () => {
    const both = policy('both', { ingress: [{ from: [from('web'), from('ops')] }] }, labelled('api'));
    expect(said(networkPolicies, side(both, api()), side(both, api(web)))).toEqual([]);
    // Written in one rule or in two, it is the same.
    const apart = api({ from: [from('web')] }, { from: [from('ops')] });
    expect(said(networkPolicies, side(api({ from: [from('web'), from('ops')] })), side(apart))).toEqual([]);
  });

  test('is told of peers and ports that are others altogether, from both sides', () => {
    const [there, back] = saidBothWays(
      networkPolicies,
      side(DENY, api(web)),
      side(DENY, api({ from: [from('ops')], ports: [port(9090)] })),
    );
    expect(there).toEqual(['worse: NetworkPolicy shop/api: may let in pods with app=ops of its namespace on 9090/TCP']);
    expect(back).toEqual(['worse: NetworkPolicy shop/api: may let in pods with app=web of its namespace on 8080/TCP']);
  });

  test('waits for the gate of wider reachability', () => {
    const [finding] = networkPolicies(comparing(side(DENY, api()), side(DENY, api(web))));
    expect(finding).toMatchObject({
      topic: 'policy',
      effect: 'worse',
      gate: 'wider-reachability',
      subject: `${NET}/NetworkPolicy shop/api`,
    });
  });
});

describe('a policy that comes or goes whole', () => {
  test('bounds what nothing bounded, or no longer does', () => {
    const [come, gone] = saidBothWays(networkPolicies, side(), side(DENY));
    expect(come).toEqual(['better: NetworkPolicy shop/deny: now bounds what calls its pods']);
    expect(gone).toEqual([
      'worse: NetworkPolicy shop/deny: no longer bounds what calls its pods, and nothing else does',
    ]);
    const [finding] = networkPolicies(comparing(side(DENY), side()));
    expect(finding).toMatchObject({ gate: 'weaker-posture' });
  });

  test('adds what it lets in to pods that another one bounds, or takes it away', () => {
    const web = policy('web', { ingress: [{ from: [from('ops')] }] }, labelled('web'));
    const [come, gone] = saidBothWays(networkPolicies, side(DENY), side(DENY, web));
    expect(come).toEqual([
      'worse: NetworkPolicy shop/web: may let in pods with app=ops of its namespace on every port',
    ]);
    expect(gone).toEqual([
      'better: NetworkPolicy shop/web: may no longer let in pods with app=ops of its namespace on every port',
    ]);
    expect(saidBothWays(networkPolicies, side(DENY), side(DENY, policy('again', {}, labelled('web'))))).toEqual([
      [],
      [],
    ]);
  });

  test('cannot be ranked where others bound some of its pods, whom nobody knows', () => {
    const some = policy('some', {}, { matchExpressions: [{ key: 'tier', operator: 'Exists' }] });
    const [come, gone] = saidBothWays(networkPolicies, side(some), side(some, DENY));
    expect(come).toEqual([
      'worse: NetworkPolicy shop/deny: others bound what calls its pods in part, and nobody can tell whether that is stricter',
    ]);
    expect(gone).toEqual(come);
  });

  test('is told by what it leaves, where other pods are bound', () => {
    const [one, other] = [policy('one', {}, labelled('one')), policy('other', {}, labelled('other'))];
    expect(said(networkPolicies, side(one, other), side(one))).toEqual([
      'worse: NetworkPolicy shop/other: no longer bounds what calls its pods, and nothing else does',
    ]);
  });

  test('is no news in a namespace that comes or goes with it', () => {
    const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    expect(saidBothWays(networkPolicies, side(), side(shop, DENY))).toEqual([[], []]);
  });
});

test('pods that a policy no longer selects are open, and a direction that it no longer bounds is, too', () => {
  const selecting = (app: string) => policy('api', {}, labelled(app));
  expect(said(networkPolicies, side(selecting('api')), side(selecting('web')))).toEqual([
    'worse: NetworkPolicy shop/api: no longer bounds what calls its pods, and nothing else does',
  ]);
  const both = policy('api', { policyTypes: ['Ingress', 'Egress'] });
  const [less, more] = saidBothWays(networkPolicies, side(both), side(policy('api', {})));
  expect(less).toEqual(['worse: NetworkPolicy shop/api: no longer bounds what its pods call, and nothing else does']);
  expect(more).toEqual(['better: NetworkPolicy shop/api: now bounds what its pods call']);
});

test('what cannot be read cannot be ranked, from either side', () => {
  const broken = policy('api', { ingress: 'all' });
  const [there, back] = saidBothWays(networkPolicies, side(policy('api', {})), side(broken));
  expect(there).toEqual([
    'worse: NetworkPolicy shop/api: nobody can tell whether it is stricter, since networking.k8s.io/v1/NetworkPolicy shop/api cannot be read: a list was expected (spec.ingress)',
  ]);
  expect(back).toEqual(there);
});

test.each([
  ['cilium.io/v2', 'CiliumNetworkPolicy'],
  ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy'],
  ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
  ['crd.projectcalico.org/v1', 'NetworkSet'],
])('a policy that is not evaluated cannot be ranked: %s %s', (apiVersion, kind) => {
  const one = (action: string) => side(manifest(apiVersion, kind, 'p', { spec: { action } }));
  const says = (what: string) => [
    `worse: ${kind} shop/p: what it says is ${what}, and nobody can tell whether that is stricter`,
  ];
  expect(saidBothWays(networkPolicies, one('Deny'), one('Allow'))).toEqual([says('another'), says('another')]);
  expect(saidBothWays(networkPolicies, side(), one('Deny'))).toEqual([says('new'), says('gone')]);
});

describe('what connections tell is not told again', () => {
  const workload = (name: string) =>
    manifest('apps/v1', 'Deployment', name, {
      spec: { template: { metadata: { labels: { app: name } }, spec: { containers: [{ name, image: 'i' }] } } },
    });
  const both = policy('deny', { policyTypes: ['Ingress', 'Egress'] });
  const api = (...ingress: readonly object[]) => policy('api', { ingress }, labelled('api'));

  test('where the pods are of the plan', () => {
    const pods = [workload('api'), workload('web')];
    const open = side(...pods, both, api({ from: [from('web')] }));
    expect(said(networkPolicies, side(...pods, both, api()), open)).toEqual([]);
  });

  test('but is where something about them could not be told', () => {
    const strange = manifest('cilium.io/v2', 'CiliumNetworkPolicy', 'c', { spec: {} });
    const pods = [workload('api'), workload('web'), strange];
    expect(
      said(networkPolicies, side(...pods, both, api()), side(...pods, both, api({ from: [from('web')] }))),
    ).toEqual(['worse: NetworkPolicy shop/api: may let in pods with app=web of its namespace on every port']);
  });

  test('nor is a policy for pods that are new, or that only have other labels', () => {
    expect(said(networkPolicies, side(), side(workload('api'), api()))).toEqual([]);
    const renamed = (label: string) =>
      side(
        manifest('apps/v1', 'Deployment', 'api', {
          spec: {
            template: { metadata: { labels: { app: label } }, spec: { containers: [{ name: 'c', image: 'i' }] } },
          },
        }),
        policy('api', { ingress: [{ from: [from('web')] }] }, labelled(label)),
      );
    expect(saidBothWays(networkPolicies, renamed('api'), renamed('shop-api'))).toEqual([[], []]);
  });

  test('but that nothing bounds them any more always is', () => {
    expect(said(networkPolicies, side(workload('api'), api()), side(workload('api')))).toEqual([
      'worse: NetworkPolicy shop/api: no longer bounds what calls its pods, and nothing else does',
    ]);
  });
});

test('seen from the other side, what a policy opens is what it closes', () => {
  const app = fc.constantFrom('a', 'b', 'c');
  const rule = fc.record(
    {
      from: fc.array(app.map(from), { maxLength: 2 }),
      ports: fc.array(fc.integer({ min: 1, max: 3 }).map(port), { maxLength: 2 }),
    },
    { noNullPrototype: true },
  );
  const one = fc
    .tuple(fc.option(app), fc.array(rule, { maxLength: 2 }))
    .map(([selected, ingress]) => ({ selected, ingress }));
  const all = fc
    .array(one, { maxLength: 3 })
    .map((some) =>
      side(
        ...some.map(({ selected, ingress }, index) =>
          policy(`p${index}`, { ingress }, selected === null ? {} : labelled(selected)),
        ),
      ),
    );
  fc.assert(
    fc.property(all, all, (before, after) => {
      const [there, back] = [networkPolicies(comparing(before, after)), networkPolicies(comparing(after, before))];
      const backwards = new Map(back.map((finding) => [finding.subject, finding.effect]));
      for (const { subject, effect } of there) {
        if (effect === 'better') expect(backwards.get(subject)).toBe('worse');
        else expect(backwards.get(subject)).not.toBe('neutral');
      }
      expect(there.map(({ subject }) => subject).sort()).toEqual(back.map(({ subject }) => subject).sort());
    }),
  );
});
