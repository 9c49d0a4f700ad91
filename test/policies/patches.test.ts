import { kubernetesResource, type Manifest } from '../../constructs/plan/resource';
import { judge, rules } from '../../policies/index';

const object = (apiVersion: string, kind: string, spec: object): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace: 'shop' },
  spec,
});
const prometheus = (container: object) =>
  object('monitoring.coreos.com/v1', 'Prometheus', { containers: [{ name: 'prometheus', ...container }] });

/** Only rules that judge by what a pod or a container says. */
const OF_PODS = rules.filter(({ topic, subject }) => topic === 'pods' || subject === 'container' || subject === 'pod');
const found = (manifest: Manifest, outcome: 'fail' | 'unknown') =>
  judge([kubernetesResource(manifest, 'test')], { rules: OF_PODS })
    .filter((verdict) => verdict.outcome === outcome)
    .map(({ rule }) => rule);

test.each<[string, Manifest]>([
  ['a Prometheus', prometheus({ readinessProbe: { failureThreshold: 9 } })],
  [
    'an Elasticsearch',
    object('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', {
      nodeSets: [
        { podTemplate: { spec: { containers: [{ name: 'elasticsearch', env: [{ name: 'A', value: 'b' }] }] } } },
      ],
    }),
  ],
  [
    'a Grafana',
    object('grafana.integreatly.org/v1beta1', 'Grafana', {
      deployment: { spec: { template: { spec: { containers: [{ name: 'grafana', resources: {} }] } } } },
    }),
  ],
  [
    'a Pooler',
    object('postgresql.cnpg.io/v1', 'Pooler', { template: { spec: { containers: [{ name: 'pgbouncer' }] } } }),
  ],
])('what a change of a container of %s leaves out is the operator’s', (_, manifest) => {
  expect(found(manifest, 'fail')).toEqual([]);
});

test('what it says is judged', () => {
  const securityContext = { privileged: true, runAsUser: 0, capabilities: { add: ['SYS_ADMIN'] } };
  expect(found(prometheus({ securityContext }), 'fail')).toEqual(
    expect.arrayContaining(['run-as-non-root', 'no-privilege-escalation', 'capabilities-dropped']),
  );
});

test('its image is asked for in the field of its kind, and where there is none by itself', () => {
  expect(found(prometheus({}), 'unknown')).toContain('image-by-digest');
  const grafana = object('grafana.integreatly.org/v1beta1', 'Grafana', {
    deployment: { spec: { template: { spec: { containers: [{ name: 'grafana' }] } } } },
  });
  expect(found(grafana, 'unknown')).toContain('image-by-digest');
});

test.each<[string, Manifest]>([
  ['with an image is a container of its own', prometheus({ image: 'proxy:1' })],
  [
    'beside those that a Pooler completes is one',
    object('postgresql.cnpg.io/v1', 'Pooler', { template: { spec: { containers: [{ name: 'proxy' }] } } }),
  ],
  [
    'of a kind that nobody knows is one',
    object('example.com/v1', 'Prometheus', { containers: [{ name: 'prometheus' }] }),
  ],
])('one %s', (_, manifest) => {
  expect(found(manifest, 'fail')).toEqual(expect.arrayContaining(['read-only-root-filesystem', 'resources-explicit']));
});
