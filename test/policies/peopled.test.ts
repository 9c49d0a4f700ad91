import { kubernetesResource, type Manifest } from '../../constructs/plan/resource';
import { judge, rules } from '../../policies/index';

const at = (apiVersion: string, kind: string, namespace = 'shop', spec: object = {}): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'api', namespace },
  spec,
});
const template = { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api' }] } };

const IDS = ['namespaces-deny-by-default', 'strict-mutual-tls', 'authorization-denies-by-default'];
const judged = (...objects: readonly Manifest[]) =>
  judge(
    objects.map((object) => kubernetesResource(object, 'test')),
    { rules: rules.filter(({ id }) => IDS.includes(id)) },
  ).map(({ rule }) => rule);

test.each<[string, Manifest]>([
  ['a role', at('rbac.authorization.k8s.io/v1', 'Role')],
  ['a dashboard', at('v1', 'ConfigMap')],
  ['a certificate, for a gateway of others', at('cert-manager.io/v1', 'Certificate', 'istio-system')],
  ['a monitor', at('monitoring.coreos.com/v1', 'ServiceMonitor')],
  ['a topic', at('kafka.strimzi.io/v1', 'KafkaTopic', 'kafka')],
  ['a Service by which pods of the cluster are watched', at('v1', 'Service', 'kube-system')],
  ['an account of the cluster', at('v1', 'ServiceAccount', 'kube-system')],
  ['a template that others copy', { ...at('v1', 'PodTemplate'), template }],
])('%s makes nobody answer for the pods of a namespace that is declared elsewhere', (_, object) => {
  expect(judged(object)).toEqual([]);
});

test.each<[string, Manifest]>([
  ['the Namespace itself', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }],
  ['what makes pods', at('apps/v1', 'Deployment', 'kube-system', { template })],
  ['what an operator makes pods of', at('postgresql.cnpg.io/v1', 'Cluster')],
  ['what may make any', at('helm.toolkit.fluxcd.io/v2', 'HelmRelease')],
  ...[
    ['v1', 'Service'],
    ['v1', 'ServiceAccount'],
    ['v1', 'PersistentVolumeClaim'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['policy/v1', 'PodDisruptionBudget'],
  ].map(([apiVersion, kind]): [string, Manifest] => [`a ${kind}`, at(apiVersion!, kind!)]),
])('%s does', (_, object) => {
  expect(judged(object)).toEqual(IDS.toSorted((a, b) => order(a) - order(b)));
});

test.each([
  ['networking.k8s.io/v1', 'NetworkPolicy', { podSelector: { matchLabels: { app: 'api' } } }, IDS[0]],
  ['security.istio.io/v1', 'PeerAuthentication', { mtls: { mode: 'PERMISSIVE' } }, IDS[1]],
  ['security.istio.io/v1', 'AuthorizationPolicy', { rules: [{}] }, IDS[2]],
])('a %s %s does for the rule about these', (apiVersion, kind, spec, rule) => {
  expect(judged(at(apiVersion, kind, 'shop', spec))).toEqual([rule]);
});

function order(id: string): number {
  return rules.findIndex((rule) => rule.id === id);
}
