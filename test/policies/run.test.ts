import type { Resource } from '../../constructs/plan/resource';
import { failsCheck, judge, message, Unknowable, type Verdict, who } from '../../policies/index';
import { aRule } from './a-rule';
import { object, vault } from './support';

const api = object('apps/v1', 'Deployment', {}, 'api');
const web = object('apps/v1', 'Deployment', {}, 'web');
const role = vault('vault:database/secretBackendRole:SecretBackendRole', 'database/roles/api', {});
const violation = { field: 'spec.x', problem: 'it is wrong', fix: 'make it right' };

const outcomes = (verdicts: readonly Verdict[]) => verdicts.map(({ resource, outcome }) => `${outcome} ${resource}`);
const throwing = (error: unknown) => () => {
  throw error;
};

test('names a resource and what is wrong with it in one line', () => {
  expect(message(who(api), violation)).toBe('Deployment shop/api: it is wrong (spec.x); make it right');
  expect(message(who(role), violation)).toBe(
    'SecretBackendRole database/roles/api: it is wrong (spec.x); make it right',
  );
});

test('gives one verdict for each resource that a rule judges, and none for the others', () => {
  const rule = aRule('object', ({ object }) => (object.metadata.name === 'web' ? [violation] : []));
  const common = { rule: 'all-is-well', level: 'mandatory', severity: 'medium', doubts: [], excused: [] };
  expect(judge([api, web, role], { rules: [rule] })).toEqual([
    { ...common, resource: api.id, path: api.path, outcome: 'pass', violations: [], messages: [] },
    {
      ...common,
      resource: web.id,
      path: web.path,
      outcome: 'fail',
      violations: [{ ...violation, fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) }],
      messages: ['Deployment shop/web: it is wrong (spec.x); make it right'],
    },
  ]);
});

test('has no verdict on what a rule does not apply to, nor on kinds that it is not about', () => {
  const rule = aRule('object', () => [], { applies: ({ object }) => object.metadata.name === 'web' });
  expect(outcomes(judge([api, web], { rules: [rule] }))).toEqual([`pass ${web.id}`]);
  const services = aRule('object', () => [], { of: ['Service', 'apps/Deployment'] });
  expect(outcomes(judge([api, object('v1', 'ConfigMap')], { rules: [services] }))).toEqual([`pass ${api.id}`]);
});

test('hands Vault rules what is in Vault, of their types, and nothing else', () => {
  expect(outcomes(judge([api, role], { rules: [aRule('vault', () => [])] }))).toEqual([`pass ${role.id}`]);
  const mounts = aRule('vault', () => [], { of: ['vault:index/mount:Mount'] });
  expect(judge([api, role], { rules: [mounts] })).toEqual([]);
});

test('tells two violations apart by their fingerprints, and the same one by none', () => {
  const fingerprints = (...problems: string[]) =>
    judge([api], {
      rules: [aRule('object', () => problems.map((problem) => ({ ...violation, problem })))],
    })[0]!.violations.map(({ fingerprint }) => fingerprint);
  const [one, other] = fingerprints('one', 'other');
  expect(one).not.toBe(other);
  expect(fingerprints('other', 'one')).toEqual([other, one]);
});

describe('a rule about the plan', () => {
  test('gives one verdict for each resource that it finds wrong', () => {
    const rule = aRule('plan', ({ resources }) =>
      resources.flatMap(({ id }) => [
        { ...violation, resource: id },
        { ...violation, resource: id },
      ]),
    );
    const verdicts = judge([api, web], { rules: [rule] });
    expect(outcomes(verdicts)).toEqual([`fail ${api.id}`, `fail ${web.id}`]);
    expect(verdicts[1]?.messages).toEqual(Array(2).fill('Deployment shop/web: it is wrong (spec.x); make it right'));
  });

  test('passes the plan as a whole', () => {
    expect(outcomes(judge([api, web], { rules: [aRule('plan', () => [])] }))).toEqual(['pass plan']);
  });

  test('says of one resource what is wrong and of another what it cannot read', () => {
    const rule = aRule('plan', () => [
      { ...violation, resource: web.id },
      new Unknowable('spec.rules', 'a list was expected', api.id),
    ]);
    expect(judge([api, web], { rules: [rule] }).flatMap(({ messages }) => messages)).toEqual([
      'Deployment shop/web: it is wrong (spec.x); make it right',
      `Deployment shop/api: rule 'all-is-well' cannot judge it: a list was expected, in ${api.id} (spec.rules); ` +
        'write it as the rule can read it',
    ]);
  });

  test('sees the edges of a plan, and none where resources came alone', () => {
    const seen: unknown[] = [];
    const rule = aRule('plan', ({ edges }) => {
      seen.push(edges);
      return [];
    });
    judge({ resources: [api], edges: [] }, { rules: [rule] });
    judge([api], { rules: [rule] });
    expect(seen).toEqual([[], undefined]);
  });
});

describe('a rule that cannot tell', () => {
  test.each([
    [new Unknowable('spec.template', 'a list was expected'), 'a list was expected (spec.template)'],
    [
      new TypeError("Cannot read properties of undefined (reading 'x')"),
      "Cannot read properties of undefined (reading 'x') (shop/api)",
    ],
    ['a thrown text', 'a thrown text (shop/api)'],
  ])('says unknown, and why: %s', (error, why) => {
    const verdicts = judge([api], {
      rules: [aRule('object', throwing(error)), aRule('object', () => [], { id: 'all-is-well-too' })],
    });
    expect(outcomes(verdicts)).toEqual([`unknown ${api.id}`, `pass ${api.id}`]);
    expect(verdicts[0]?.messages).toEqual([
      `Deployment shop/api: rule 'all-is-well' cannot judge it: ${why}; write it as the rule can read it`,
    ]);
  });

  test('says so of the plan as well', () => {
    expect(outcomes(judge([api], { rules: [aRule('plan', throwing(new Error('no')))] }))).toEqual(['unknown plan']);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a promise', Promise.resolve([])],
    ['a text', 'wrong'],
    ['violations without a fix', [{ field: 'spec', problem: 'it is wrong' }]],
  ])('says so when it answers %s, which JavaScript lets it', (_, answer) => {
    const verdicts = judge([api], { rules: [aRule('object', () => answer as never)] });
    expect(verdicts[0]?.messages).toEqual([
      "Deployment shop/api: rule 'all-is-well' cannot judge it: it answered something else than a list of violations, " +
        'each with field, problem and fix (shop/api); write it as the rule can read it',
    ]);
  });

  test('fails the check', () => {
    const rule = (level: 'mandatory' | 'advisory') => aRule('object', throwing(new Error('no')), { level });
    expect(failsCheck(judge([api], { rules: [rule('mandatory')] }))).toBe(true);
    expect(failsCheck(judge([api], { rules: [rule('advisory')] }))).toBe(false);
  });
});

test('a check fails on what is mandatory and wrong, and on nothing else', () => {
  expect(failsCheck(judge([api], { rules: [aRule('object', () => [violation])] }))).toBe(true);
  expect(failsCheck(judge([api], { rules: [aRule('object', () => [violation], { level: 'advisory' })] }))).toBe(false);
  expect(failsCheck(judge([api], { rules: [aRule('object', () => [])] }))).toBe(false);
  expect(failsCheck([])).toBe(false);
});

describe('objects that nobody can read', () => {
  const hostile = (change: object) => ({ ...api, id: 'the third of api.yaml', ...change }) as unknown as Resource;

  test.each<[string, unknown, string]>([
    [
      'an object that is null',
      hostile({ object: null }),
      'the third of api.yaml: no rule can judge it: an object was expected (object)',
    ],
    [
      'no object',
      hostile({ object: undefined }),
      'the third of api.yaml: no rule can judge it: an object was expected (object)',
    ],
    ['nothing at all', null, 'resources[0]: no rule can judge it: an object was expected (object)'],
    ['a text', 'Deployment', 'resources[0]: no rule can judge it: an object was expected (object)'],
    [
      'no kind',
      hostile({ object: { apiVersion: 'v1', metadata: { name: 'x' } } }),
      'undefined x: no rule can judge it: it does not say what it is (kind)',
    ],
    [
      'a Vault resource without type',
      { ...role, type: undefined },
      `${role.id}: no rule can judge it: it does not say what it is (type)`,
    ],
    [
      'a Vault resource without arguments',
      { ...role, args: null },
      'SecretBackendRole database/roles/api: no rule can judge it: an object was expected (args)',
    ],
    [
      'neither Kubernetes nor Vault',
      hostile({ api: 'aws' }),
      "Deployment shop/api: no rule can judge it: 'aws' is none of kubernetes, vault (api)",
    ],
    [
      'a list that is none',
      hostile({ object: { apiVersion: 'v1', kind: 'List', items: 3 } }),
      'the third of api.yaml: no rule can judge it: a list was expected (items)',
    ],
  ])('are unknown, by name: %s', (_, resource, says) => {
    const verdicts = judge([resource as Resource, web], { rules: [aRule('object', () => [])] });
    expect(verdicts.map(({ rule, outcome, messages }) => [rule, outcome, messages])).toEqual([
      ['all-is-well', 'pass', []],
      ['resources-readable', 'unknown', [`${says}; write it as Kubernetes reads it`]],
    ]);
    expect(failsCheck(verdicts)).toBe(true);
    expect(failsCheck(judge([resource as Resource]))).toBe(true);
  });

  test.each([undefined, null])(
    'are judged all the same as far as their names do not matter: metadata %s',
    (metadata) => {
      const container = { name: 'api', securityContext: { readOnlyRootFilesystem: false } };
      const { apiVersion, kind } = api.object;
      const spec = { template: { spec: { containers: [container] } } };
      const lost = hostile({ object: { apiVersion, kind, metadata, spec } });
      const verdicts = judge([lost]);
      const of = (id: string) => verdicts.find(({ rule }) => rule === id)?.messages;
      expect(of('read-only-root-filesystem')).toEqual([
        "the third of api.yaml: container 'api' can write to its root filesystem " +
          '(spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem); ' +
          'set it to true and mount an emptyDir at each path the program writes',
      ]);
      expect(of('resources-readable')).toEqual([
        'the third of api.yaml: no rule can judge it: an object was expected (metadata); write it as Kubernetes reads it',
      ]);
    },
  );
});

describe('lists', () => {
  const broken = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: { hostNetwork: true, containers: [{ name: 'api' }] },
  });
  const listed = (list: object) =>
    judge([{ ...api, object: list as never }])
      .filter(({ rule }) => rule === 'host-namespaces-isolated')
      .flatMap(({ messages }) => messages);
  const says = (name: string) =>
    `Pod shop/${name}: the pod shares the network of its node, where no NetworkPolicy applies (spec.hostNetwork); remove it`;

  test('are taken apart, lists in lists too', () => {
    const inner = { apiVersion: 'v1', kind: 'List', items: [broken('b')] };
    expect(listed({ apiVersion: 'v1', kind: 'List', items: [broken('a'), inner, broken('c')] })).toEqual(
      ['a', 'b', 'c'].map(says),
    );
  });

  test('of one kind give it to the items that do not repeat it', () => {
    const { metadata, spec } = broken('a');
    expect(listed({ apiVersion: 'v1', kind: 'PodList', metadata: {}, items: [{ metadata, spec }] })).toEqual([
      says('a'),
    ]);
  });

  test('that hold themselves come to an end', () => {
    const items: unknown[] = [broken('a')];
    const list = { apiVersion: 'v1', kind: 'List', items };
    items.push(list);
    expect(listed(list)).toEqual([says('a')]);
  });

  test('are judged around the item that cannot be read', () => {
    const list = {
      ...api,
      object: { apiVersion: 'v1', kind: 'List', items: [broken('a'), null, broken('c')] } as never,
    };
    const messages = judge([list])
      .filter(({ rule }) => /isolated|readable/.test(rule))
      .flatMap((one) => one.messages);
    expect(messages).toEqual([
      says('a'),
      says('c'),
      `${api.id} items[1]: no rule can judge it: an object was expected (object); write it as Kubernetes reads it`,
    ]);
  });

  test('are no lists by their name alone', () => {
    const allow = object('example.com/v1', 'AllowList', { spec: { hosts: [] } });
    expect(outcomes(judge([allow], { rules: [aRule('object', () => [])] }))).toEqual([`pass ${allow.id}`]);
  });
});

describe('what is wrong beside what cannot be read', () => {
  const pod = (containers: unknown, more: object = {}) => object('v1', 'Pod', { spec: { containers, ...more } });
  const lines = (rule: string, ...plan: readonly Resource[]) =>
    judge(plan)
      .filter((verdict) => verdict.rule === rule && verdict.outcome !== 'pass')
      .map(({ outcome, messages }) => [outcome, ...messages]);

  test('is told of a container although another one is none', () => {
    const privileged = { name: 'api', securityContext: { privileged: true, allowPrivilegeEscalation: false } };
    expect(lines('no-privilege-escalation', pod([privileged, null]))).toEqual([
      [
        'fail',
        "Pod shop/api: container 'api' has every privilege of its node (spec.containers[0].securityContext.privileged); " +
          'remove it and add the one capability that the program needs',
        "Pod shop/api: rule 'no-privilege-escalation' cannot judge it: an object was expected (spec.containers[1]); " +
          'write it as the rule can read it',
      ],
    ]);
  });

  test('is told of a pod although it lists no container', () => {
    expect(lines('host-namespaces-isolated', pod([], { hostPID: true }))).toEqual([
      [
        'fail',
        'Pod shop/api: the pod shares the processes of its node (spec.hostPID); remove it',
        "Pod shop/api: rule 'host-namespaces-isolated' cannot judge it: it lists no container (spec.containers); " +
          'write it as the rule can read it',
      ],
    ]);
  });

  test('is told of an entry of a NetworkPolicy although another one is none', () => {
    const policy = object('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: { ingress: [{ ports: [] }, 7], egress: 7 },
    });
    expect(lines('network-peers-explicit', policy)).toEqual([
      [
        'fail',
        'NetworkPolicy shop/api: it lets anything in (spec.ingress[0].from); name the pods or the address range',
        'NetworkPolicy shop/api: it opens every port (spec.ingress[0].ports); name the ports that the other end listens on',
        "NetworkPolicy shop/api: rule 'network-peers-explicit' cannot judge it: an object was expected (spec.ingress[1]); " +
          'write it as the rule can read it',
        "NetworkPolicy shop/api: rule 'network-peers-explicit' cannot judge it: a list was expected (spec.egress); " +
          'write it as the rule can read it',
      ],
    ]);
  });

  test('is told of namespaces although a policy in a third one cannot be read', () => {
    const namespaces = ['one', 'two', 'three'].map((name) => ({
      ...object('v1', 'Namespace', {}, name),
      id: `v1/Namespace ${name}`,
      object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    }));
    const peers = object('security.istio.io/v1', 'PeerAuthentication', { spec: 'STRICT' });
    const broken = { ...peers, object: { ...peers.object, metadata: { name: 'api', namespace: 'three' } } };
    expect(lines('strict-mutual-tls', ...namespaces, broken)).toEqual([
      ...['one', 'two'].map((name) => [
        'fail',
        `Namespace ${name}: pods in '${name}' accept clear text (metadata.name); ` +
          'add a PeerAuthentication without a selector and with mtls.mode STRICT',
      ]),
      [
        'unknown',
        "Namespace three: rule 'strict-mutual-tls' cannot judge it: an object was expected, " +
          'in security.istio.io/v1/PeerAuthentication shop/api (spec); write it as the rule can read it',
      ],
    ]);
  });
});

test('the rules of the baseline answer unknown, never pass, for an object that is broken through and through', () => {
  const broken = { spec: 1, template: 1, metadata: { name: 'api', namespace: 'shop' } };
  const kinds = [
    ['v1', 'Pod'],
    ['apps/v1', 'Deployment'],
    ['batch/v1', 'CronJob'],
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['security.istio.io/v1', 'PeerAuthentication'],
    ['security.istio.io/v1', 'AuthorizationPolicy'],
    ['secrets.hashicorp.com/v1beta1', 'VaultConnection'],
  ] as const;
  for (const [apiVersion, kind] of kinds) {
    const verdicts = judge([object(apiVersion, kind, broken)]);
    expect(verdicts.some(({ outcome }) => outcome === 'unknown')).toBe(true);
    expect(verdicts.filter(({ outcome }) => outcome === 'pass')).toEqual([]);
  }
});
