import type { KubernetesResource } from '../../../constructs/plan/resource';
import { referenceResources } from '../../support/reference';
import { type Actor, type CastPod, type Port, written } from './cast';
import { directionsOf, type Policy, rulesOf } from './policy';
import { policiesIn, type Topology } from './topology';
import { podsOf, standIn } from './workload-pods';

/** Who the platform must not mistake for its own, and who it knows by address. */
const OTHERS: readonly Actor[] = [
  // No policy protects these two; the second bears the label of the only one that may call redis beside the worker.
  standIn('elsewhere', 'stranger', { app: 'stranger' }),
  standIn('elsewhere', 'namesake', { 'dwcp.io/workload': 'dwcp-api' }),
  { kind: 'outsider', name: 'api-server', address: '203.0.113.10' },
  { kind: 'outsider', name: 'node-local-dns', address: '169.254.20.10' },
  { kind: 'outsider', name: 'kubelet', address: '10.30.0.7' },
  { kind: 'outsider', name: 'internet', address: '198.51.100.7' },
];

/** Ports that nothing of the platform listens on. */
const CLOSED: readonly Port[] = [
  { port: 9999, protocol: 'TCP' },
  { port: 9999, protocol: 'UDP' },
];

/** The reference platform with every pod it has in production, and one pod of everybody whom its policies name. */
export function platform(): Topology {
  const objects = referenceResources('production')
    .filter((resource): resource is KubernetesResource => resource.api === 'kubernetes')
    .map(({ object }) => object);
  const policies = policiesIn(objects) as readonly Policy[];
  const pods = objects.flatMap(podsOf);
  return {
    name: 'the reference platform',
    objects,
    actors: [...pods, ...namedIn(policies, pods), ...OTHERS],
    ports: [...portsIn(policies), ...CLOSED],
  };
}

/** Pods that policies name and that the platform does not make, such as the cluster's DNS. */
function namedIn(policies: readonly Policy[], made: readonly CastPod[]): readonly CastPod[] {
  const named = new Map<string, CastPod>();
  for (const { namespaceSelector, podSelector } of rulesIn(policies).flatMap(({ peers }) => peers)) {
    const namespace = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
    const labels = podSelector?.matchLabels ?? {};
    if (namespace === undefined || made.some((pod) => pod.namespace === namespace && bears(pod, labels))) continue;
    const name = Object.values(labels).join('-');
    named.set(`${namespace}/${name}`, standIn(namespace, name, labels));
  }
  return [...named.values()];
}

function bears(pod: CastPod, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([key, value]) => pod.labels[key] === value);
}

/** Every port that some policy opens. */
function portsIn(policies: readonly Policy[]): readonly Port[] {
  const ports = rulesIn(policies).flatMap((rule) => rule.ports ?? []);
  const numbered = ports.flatMap(({ port, protocol = 'TCP' }) =>
    protocol === 'SCTP' ? [] : [{ port: Number(port), protocol }],
  );
  return [...new Map(numbered.map((port) => [written(port), port])).values()];
}

function rulesIn(policies: readonly Policy[]) {
  return policies.flatMap((policy) => directionsOf(policy).flatMap((direction) => rulesOf(policy, direction)));
}
