import { manifestsFor } from '../../../cli/deployer/kubernetes/manifests';
import { rulesFor } from '../../../cli/deployer/kubernetes/rules';
import { pluralIn } from '../../../constructs/plan/plural';
import { referencePlan } from '../../support/reference';
import { type Asked, DEPLOYERS, mayIn, planWith } from './support';

const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const objectOf = (apiVersion: string, kind: string, rest: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'api', namespace: 'shop' },
  ...rest,
});

describe.each(['dev', 'staging', 'production'])('whoever deploys %s', (environment) => {
  const plan = referencePlan(environment);
  const may = mayIn(plan);

  test('may make, read and change everything of it, and see it come up', () => {
    const objects = plan.resources.flatMap((resource) => (resource.api === 'kubernetes' ? [resource.object] : []));
    const wanted = objects.flatMap(({ apiVersion, kind, metadata: { namespace, name } }) => {
      const group = apiVersion.includes('/') ? `${apiVersion.split('/')[0]}/` : '';
      const which = namespace === undefined ? name : `${namespace}/${name}`;
      const verbs = kind === 'Namespace' ? ['get', 'patch'] : ['create', 'get', 'list', 'watch', 'patch'];
      return verbs.map((verb): Asked => `${verb} ${group}${pluralIn(kind)} ${which}`);
    });
    expect(wanted.length).toBeGreaterThan(300);
    expect(wanted.filter((asked) => !may(asked))).toEqual([]);
    expect(may('watch pods dwcp/dwcp-api-0')).toBe(true);
    expect(may('list events dwcp/')).toBe(true);
    expect(may('get namespaces kube-system')).toBe(true);
  });

  test.each<Asked>([
    'get secrets dwcp/dwcp-postgres-app',
    'list secrets dwcp/',
    'create pods dwcp/shell',
    'create pods/exec dwcp/dwcp-api-0',
    'create serviceaccounts/token dwcp/dwcp-api',
    'get configmaps kube-system/coredns',
    'get deployments default/x',
    'get apps/deployments other/x',
    'create namespaces other',
    'patch namespaces kube-system',
    'delete namespaces kube-system',
    'create rbac.authorization.k8s.io/rolebindings dwcp/mine',
    'escalate rbac.authorization.k8s.io/roles dwcp/mine',
    'create rbac.authorization.k8s.io/clusterrolebindings mine',
    'impersonate users admin',
    'get nodes x',
  ])('may not %s', (asked) => {
    expect(may(asked)).toBe(false);
  });
});

test('what holds data is not deleted where data is protected, and everything is where it is disposable', () => {
  const data: Asked[] = ['delete namespaces dwcp', 'delete postgresql.cnpg.io/clusters dwcp/dwcp-postgres'];
  const rest: Asked[] = ['delete apps/deployments dwcp/dwcp-api', 'delete postgresql.cnpg.io/poolers dwcp/x'];
  const [dev, staging] = [mayIn(referencePlan('dev')), mayIn(referencePlan('staging'))];
  expect([...data, ...rest].map(dev)).toEqual([true, true, true, true]);
  expect([...data, ...rest].map(staging)).toEqual([false, false, true, true]);
  // To see a namespace go is to look at all of them.
  expect([dev('watch namespaces'), staging('watch namespaces')]).toEqual([true, false]);
});

test('the namespaces come with what guards them, before the rights in them', () => {
  const plan = referencePlan('staging');
  const [first, second, ...rest] = manifestsFor(plan, 'deployer', DEPLOYERS);
  expect([first, second]).toEqual(
    plan.resources.flatMap((resource) =>
      resource.kind === 'Namespace' && 'object' in resource ? resource.object : [],
    ),
  );
  expect(rest.map(({ kind, metadata: { namespace = '-' } }) => `${kind} ${namespace}`)).toEqual([
    'ClusterRole -',
    'ClusterRoleBinding -',
    'Role dwcp',
    'RoleBinding dwcp',
    'Role edge',
    'RoleBinding edge',
  ]);
});

test('Secrets of the plan are written and read by name, and never listed', () => {
  const may = mayIn(planWith([NAMESPACE, objectOf('v1', 'Secret')]));
  const asked: Asked[] = ['create secrets shop/api', 'get secrets shop/api', 'patch secrets shop/api'];
  expect(asked.map(may)).toEqual([true, true, true]);
  const others: Asked[] = ['list secrets shop/', 'watch secrets shop/', 'get secrets shop/other', 'get secrets api'];
  expect(others.map(may)).toEqual([false, false, false, false]);
});

test('a definition is replaced as a whole, and what it defines is called as it says', () => {
  const spec = { group: 'shop.io', names: { kind: 'Ox', plural: 'oxen' } };
  const metadata = { name: 'oxen.shop.io' };
  const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata, spec };
  const may = mayIn(planWith([definition, objectOf('shop.io/v1', 'Ox')]));
  expect(may('update apiextensions.k8s.io/customresourcedefinitions oxen.shop.io')).toBe(true);
  expect(may('update apiextensions.k8s.io/customresourcedefinitions others.shop.io')).toBe(false);
  expect(may('create shop.io/oxen shop/api')).toBe(true);
  expect(may('create shop.io/oxes shop/api')).toBe(false);
});

test('what is in no namespace is one thing by its name', () => {
  const metadata = { name: 'urgent' };
  const may = mayIn(planWith([{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata }]));
  expect(may('create scheduling.k8s.io/priorityclasses')).toBe(true);
  expect(may('delete scheduling.k8s.io/priorityclasses urgent')).toBe(true);
  expect(may('delete scheduling.k8s.io/priorityclasses system-node-critical')).toBe(false);
});

test('whoever hands rights on has them, and may bind what is bound, by its name', () => {
  const rbac = 'rbac.authorization.k8s.io/v1';
  const rules = [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['leader'], verbs: ['update'] }];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' };
  const may = mayIn(planWith([objectOf(rbac, 'Role', { rules }), objectOf(rbac, 'RoleBinding', { roleRef })]));
  expect(may('update configmaps shop/leader')).toBe(true);
  expect(may('update configmaps shop/other')).toBe(false);
  expect(may('bind rbac.authorization.k8s.io/clusterroles shop/view')).toBe(true);
  expect(may('bind rbac.authorization.k8s.io/clusterroles shop/cluster-admin')).toBe(false);
  expect(may('bind rbac.authorization.k8s.io/clusterroles view')).toBe(false);
});

test('rules that differ in one field only are one, and none is empty', () => {
  expect(
    rulesFor([
      { group: 'apps', resource: 'statefulsets', verbs: ['get'] },
      { group: 'apps', resource: 'deployments', verbs: ['watch'] },
      { group: 'apps', resource: 'deployments', verbs: ['get'] },
      { group: 'apps', resource: 'statefulsets', verbs: ['watch'] },
      { group: '', resource: 'namespaces', verbs: ['get'], names: ['b'] },
      { group: '', resource: 'namespaces', verbs: ['get'], names: ['a'] },
      { group: '', resource: 'namespaces', verbs: [] },
    ]),
  ).toEqual([
    { apiGroups: [''], resources: ['namespaces'], resourceNames: ['a', 'b'], verbs: ['get'] },
    { apiGroups: ['apps'], resources: ['deployments', 'statefulsets'], verbs: ['get', 'watch'] },
  ]);
});
