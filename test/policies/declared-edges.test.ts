import { ApiObject } from 'cdk8s';
import {
  Connections,
  type Environment,
  Pod,
  Port,
  planOf,
  SecureNamespace,
  Sidecar,
  workloadLabels,
} from '../../constructs';
import { judge } from '../../policies/index';
import { declaredEdgesAreOpen } from '../../policies/rules/network/declared-edges-are-open';
import { environment, IMAGE, RESOURCES } from '../support/environment';
import { referencePlan } from '../support/reference';

const rules = [declaredEdgesAreOpen];
const HTTP = Port.tcp(8080, 'http');

/** What the rule says of a tree: nothing wrong is `pass`. */
function said(tree: Environment): readonly string[] {
  return judge(planOf(tree), { rules }).flatMap(({ outcome, messages }) => (outcome === 'pass' ? ['pass'] : messages));
}

function orders() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const web = new Pod(namespace, 'web', {
    name: 'web',
    image: IMAGE,
    resources: RESOURCES,
    ports: [],
    mesh: true,
    rolloutSeconds: 60,
  });
  deployment(namespace, 'web', web.labels, 'web');
  return { tree, namespace, web };
}

/** A Deployment as somebody else writes it. */
function deployment(namespace: SecureNamespace, name: string, labels: object, serviceAccountName: string) {
  new ApiObject(namespace, `${name}-deployment`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { serviceAccountName, containers: [{ name, image: IMAGE }] } },
    },
  });
}

describe('connections of a workload of one’s own', () => {
  test('are open where its pods are as they say, and have their sidecar', () => {
    const { tree, namespace, web } = orders();
    const props = { workload: 'legacy', selector: { app: 'legacy' }, ports: [HTTP], serviceAccount: 'legacy' } as const;
    const connections = new Connections(namespace, 'legacy', props);
    new Sidecar(namespace, 'sidecar', connections);
    deployment(namespace, 'legacy', { app: 'legacy' }, 'legacy');
    web.connections.allowTo({ connections });
    expect(said(tree)).toEqual(['pass']);
  });

  test('are dead without a sidecar that lets anybody in', () => {
    const { tree, namespace, web } = orders();
    const props = { workload: 'legacy', selector: { app: 'legacy' }, ports: [HTTP], serviceAccount: 'legacy' } as const;
    const connections = new Connections(namespace, 'legacy', props);
    deployment(namespace, 'legacy', { app: 'legacy' }, 'legacy');
    web.connections.allowTo({ connections });
    expect(said(tree)).toEqual([
      "AuthorizationPolicy orders/allow-nothing: orders/web → orders/legacy 8080/TCP, by allowTo('orders/legacy') of test/orders, is closed: nothing in AuthorizationPolicy orders/allow-nothing allows Deployment orders/web 8080/TCP of Deployment orders/legacy (spec); give the target its sidecar's policy by new Sidecar(scope, id, connections), or keep its pods out of the mesh",
    ]);
  });

  test('are dead where they select no pods', () => {
    const { tree, namespace, web } = orders();
    const props = { workload: 'legacy', selector: workloadLabels('legacy'), ports: [HTTP] } as const;
    const connections = new Connections(namespace, 'legacy', props);
    deployment(namespace, 'legacy', { app: 'legacy' }, 'legacy');
    web.connections.allowTo({ connections });
    expect(said(tree)).toEqual([
      "NetworkPolicy orders/legacy: no object makes pods of 'orders/legacy' (dwcp.io/workload=legacy), so 3 edges of it are dead (spec.podSelector); select the labels that its pods have, or declare what runs them",
    ]);
  });

  test('are dead where its pods run as somebody else', () => {
    const { tree, namespace, web } = orders();
    const props = { workload: 'legacy', selector: { app: 'legacy' }, serviceAccount: 'legacy' };
    const connections = new Connections(namespace, 'legacy', props);
    new Sidecar(namespace, 'sidecar', connections);
    deployment(namespace, 'legacy', { app: 'legacy' }, 'default');
    connections.allowTo(web, { ports: [HTTP] });
    expect(said(tree)).toEqual([
      "AuthorizationPolicy orders/allow-nothing: orders/legacy → orders/web 8080/TCP, by allowTo('orders/web') of test/orders, is closed: Deployment orders/legacy runs as 'default', and 'legacy' is let in (spec); name the service account that its pods have",
    ]);
  });
});

test('manifests from elsewhere declare nothing, and are not judged', () => {
  const { tree } = orders();
  expect(judge(planOf(tree).resources, { rules })).toEqual([]);
});

test.each(['dev', 'staging', 'production'])('everything that the platform declares is open in %s', (name) => {
  const plan = referencePlan(name);
  expect(judge(plan, { rules })).toMatchObject([{ outcome: 'pass' }]);
});

test('an edge is missed, whichever policy of the platform is taken away', () => {
  const plan = referencePlan('production');
  const policies = plan.resources
    .flatMap((resource) => (resource.api === 'kubernetes' ? [resource] : []))
    .filter(
      ({ kind, name, object }) =>
        (kind === 'NetworkPolicy' && name !== 'default-deny') ||
        // The worker's allows nobody, as the namespace's own does.
        (kind === 'AuthorizationPolicy' && JSON.stringify(object['spec']).includes('"rules"')),
    );
  expect(policies.length).toBeGreaterThan(8);
  for (const { id } of policies) {
    const resources = plan.resources.filter((resource) => resource.id !== id);
    expect([id, judge({ ...plan, resources }, { rules })[0]?.outcome]).toEqual([id, 'fail']);
  }
});
