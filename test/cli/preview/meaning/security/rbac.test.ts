import { rbac } from '../../../../../cli/preview/meaning/security/rbac';
import { comparing, manifest } from '../../support';
import { said, saidBothWays } from './said';

const GROUP = 'rbac.authorization.k8s.io/v1';

type Rule = Readonly<Record<string, readonly string[]>>;

const pods = (...verbs: readonly string[]): Rule => ({ apiGroups: [''], resources: ['pods'], verbs });
const role = (...rules: readonly Rule[]) => ({ objects: [manifest(GROUP, 'Role', 'reader', { rules })] });
const binding = (...subjects: readonly object[]) => ({
  objects: [manifest(GROUP, 'RoleBinding', 'ops', { roleRef: { kind: 'ClusterRole', name: 'admin' }, subjects })],
});

test.each<[what: string, rule: Rule, may: string]>([
  ['one verb more', pods('get', 'delete'), 'delete pods'],
  ['every verb', pods('*'), 'do anything with pods'],
  ['a part of them', { apiGroups: [''], resources: ['pods', 'pods/exec'], verbs: ['get'] }, 'get pods/exec'],
  ['every kind of a group', { apiGroups: ['apps'], resources: ['*'], verbs: ['get'] }, 'get everything of apps'],
  ['every group', { apiGroups: ['*'], resources: ['*'], verbs: ['get'] }, 'get everything'],
  ['a path', { nonResourceURLs: ['/metrics'], verbs: ['get'] }, 'get /metrics'],
  [
    'one object',
    { apiGroups: [''], resources: ['secrets'], resourceNames: ['tls'], verbs: ['get'] },
    'get secrets named tls',
  ],
])('a role that is given %s is weaker, and one that loses it is stronger', (_, rule, may) => {
  const [wider, narrower] = saidBothWays(rbac, role(pods('get')), role(pods('get'), rule));
  expect(wider).toEqual([`worse: Role shop/reader: may ${may}`]);
  expect(narrower).toEqual([`better: Role shop/reader: may no longer ${may}`]);
});

test.each<[whole: Rule, part: Rule]>([
  [pods('*'), pods('get', 'list')],
  [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['update'] },
  ],
  [
    { apiGroups: [''], resources: ['*/log'], verbs: ['get'] },
    { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  ],
  [
    { nonResourceURLs: ['/healthz*'], verbs: ['get'] },
    { nonResourceURLs: ['/healthz/ready'], verbs: ['get'] },
  ],
  [
    { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
    { apiGroups: [''], resources: ['secrets'], resourceNames: ['a'], verbs: ['get'] },
  ],
])('%j holds %j', (whole, part) => {
  expect(said(rbac, role(whole), role(part)).join()).toMatch(/^better: /);
  expect(said(rbac, role(part), role(whole)).join()).toMatch(/^worse: /);
  expect(said(rbac, role(whole), role(whole, part))).toEqual([]);
});

test('what gives away the most is said first, and all of it in the details', () => {
  const rule: Rule = {
    apiGroups: ['', 'rbac.authorization.k8s.io'],
    resources: ['pods', 'secrets', 'roles'],
    verbs: ['get', 'escalate'],
  };
  const [finding] = rbac(comparing({}, role(rule)));
  expect(finding).toMatchObject({
    topic: 'rbac',
    gate: 'weaker-posture',
    says: 'Role shop/reader: may escalate pods, may escalate secrets and 10 more',
    resources: [`${GROUP}/Role shop/reader`],
  });
  expect(finding!.details).toHaveLength(12);
});

test('a role that comes or goes whole brings what it lets happen, and takes it along', () => {
  const [come, gone] = saidBothWays(rbac, {}, role(pods('get')));
  expect(come).toEqual(['worse: Role shop/reader: may get pods']);
  expect(gone).toEqual(['better: Role shop/reader: may no longer get pods']);
});

test('one that is gathered from others by labels cannot be ranked where they are others', () => {
  const gathered = (team: string) => ({
    objects: [
      {
        apiVersion: GROUP,
        kind: 'ClusterRole',
        metadata: { name: 'all' },
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: { team } }] },
      },
    ],
  });
  const [there, back] = saidBothWays(rbac, gathered('a'), gathered('b'));
  expect(there).toEqual([
    'worse: ClusterRole all: aggregationRule is another, and nobody can tell whether that is stricter',
  ]);
  expect(back).toEqual(there);
});

test('a role that adds to one of the cluster is told to', () => {
  const labelled = (value: string) => ({
    objects: [
      {
        apiVersion: GROUP,
        kind: 'ClusterRole',
        metadata: { name: 'more', labels: { 'rbac.authorization.k8s.io/aggregate-to-edit': value } },
        rules: [],
      },
    ],
  });
  expect(said(rbac, labelled('false'), labelled('true'))).toEqual([
    'worse: ClusterRole more: may add to what ClusterRole edit may',
  ]);
});

test('a binding tells to whom it lends which role, and whether that is everybody', () => {
  const api = { kind: 'ServiceAccount', name: 'api' };
  const [more, less] = saidBothWays(rbac, binding(api), binding(api, { kind: 'Group', name: 'system:authenticated' }));
  expect(more).toEqual([
    'worse: RoleBinding shop/ops: may lend ClusterRole admin to Group system:authenticated, who is everybody with a login',
  ]);
  expect(less).toEqual([
    'better: RoleBinding shop/ops: may no longer lend ClusterRole admin to Group system:authenticated, who is everybody with a login',
  ]);
  expect(said(rbac, {}, binding(api))).toEqual([
    'worse: RoleBinding shop/ops: may lend ClusterRole admin to ServiceAccount shop/api',
  ]);
});

test('bindings of which the same is to be told are told together', () => {
  const named = (...names: readonly string[]) => ({
    objects: names.map((name) =>
      manifest(GROUP, 'RoleBinding', name, {
        roleRef: { kind: 'Role', name: 'r' },
        subjects: [{ kind: 'User', name: 'u' }],
      }),
    ),
  });
  const [finding] = rbac(comparing({}, named('c', 'a', 'b')));
  expect(finding).toMatchObject({
    subject: `${GROUP}/RoleBinding shop/a and 2 more`,
    says: 'RoleBinding shop/a, RoleBinding shop/b and 1 more: may lend Role r to User u',
    resources: ['a', 'b', 'c'].map((name) => `${GROUP}/RoleBinding shop/${name}`),
  });
});

test('a service account tells who its pods are elsewhere, and whether they are given its token', () => {
  const account = (annotations: Readonly<Record<string, string>>, rest: object = {}) => ({
    objects: [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api', namespace: 'shop', annotations }, ...rest },
    ],
  });
  expect(said(rbac, account({}), account({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/admin' }))).toEqual([
    'worse: ServiceAccount shop/api: may let its pods act as arn:aws:iam::1:role/admin',
  ]);
  const [off, on] = saidBothWays(rbac, account({}), account({}, { automountServiceAccountToken: false }));
  expect(off).toEqual(['better: ServiceAccount shop/api: automountServiceAccountToken true → false']);
  expect(on).toEqual(['worse: ServiceAccount shop/api: automountServiceAccountToken false → true']);
  expect(said(rbac, {}, account({}))).toEqual([]);
});

test('a token that never ends is weaker than none', () => {
  const token = {
    objects: [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 't', namespace: 'shop', annotations: { 'kubernetes.io/service-account.name': 'api' } },
        type: 'kubernetes.io/service-account-token',
      },
    ],
  };
  expect(said(rbac, {}, token)).toEqual([
    'worse: Secret shop/t: may hold a token of ServiceAccount api that never ends',
  ]);
});

test('rules that cannot be read may let anything happen', () => {
  expect(said(rbac, role(pods('get')), role({ verbs: 'get' } as never))).toEqual([
    'worse: Role shop/reader: may do what cannot be told, since a list was expected (rules[0].verbs)',
  ]);
});
