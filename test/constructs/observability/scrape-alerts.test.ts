import { Gateway, SecureNamespace, synthesize, WebService, Worker } from '../../../constructs';
import { environment, FACTS, IMAGE, objectIn, objectsOf, RESOURCES } from '../../support/environment';

const WORKLOAD = { image: IMAGE, scale: 2, resources: RESOURCES } as const;

function shop(monitoring = {}) {
  const tree = environment({}, { cluster: { ...FACTS.cluster, monitoring } });
  const namespace = new SecureNamespace(tree, 'shop');
  new Worker(namespace, 'mail', WORKLOAD);
  new WebService(namespace, 'api', WORKLOAD);
  new Gateway(tree, 'edge', {
    domain: 'shop.example.com',
    clientCidrs: ['198.51.100.0/24'],
    certificateIssuer: 'public',
  });
  return tree;
}

function alertsIn(tree: ReturnType<typeof shop>, namespace: string): any[] {
  const rules = objectsOf(synthesize(tree)).filter(({ metadata }) => metadata.name === 'scrapes');
  const rule: any = rules.find(({ metadata }) => metadata.namespace === namespace);
  return rule.spec.groups[0].rules;
}

test('every monitor of a namespace has an alert for when it finds nobody, and all have one for who does not answer', () => {
  expect(alertsIn(shop(), 'shop').map(({ alert, expr }) => [alert, expr])).toEqual([
    ['TargetDown', 'min by (job,pod) (up{namespace="shop"}) == 0'],
    ['TargetMissing', 'absent(up{job="shop/api"})'],
    ['TargetMissing', 'absent(up{job="shop/mail"})'],
  ]);
  expect(alertsIn(shop(), 'edge').map(({ expr }) => expr)).toContain('absent(up{job="edge/edge"})');
});

test('a rollout and a node that is replaced are over before anybody is told', () => {
  expect(new Set(alertsIn(shop(), 'shop').map(({ for: time, labels }) => `${time} ${labels.severity}`))).toEqual(
    new Set(['15m warning']),
  );
});

test('an alert links its runbook where the facts say where they are', () => {
  const linked = alertsIn(shop({ runbooks: 'https://runbooks.example.com/' }), 'shop');
  expect(linked.map(({ annotations }) => annotations.runbook_url)).toEqual([
    'https://runbooks.example.com/TargetDown',
    ...['https://runbooks.example.com/TargetMissing', 'https://runbooks.example.com/TargetMissing'],
  ]);
  expect(objectIn(shop(), 'PrometheusRule', 'edge-tls')['spec']).not.toHaveProperty(
    'groups[0].rules[0].annotations.runbook_url',
  );
});
