import { BlockList, isIPv6 } from 'node:net';
import type { Manifest } from '../../constructs';

/** A pod as NetworkPolicies see it. */
export interface Pod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip?: string;
}

export interface Target {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

type Untyped = any;

/** Whether NetworkPolicies let `from` open a port on `to`: both sides must agree. Written from the Kubernetes API reference. */
export function canReach(objects: readonly Manifest[], from: Pod, to: Pod, target: Target): boolean {
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  return permits(policies, 'Egress', from, to, target) && permits(policies, 'Ingress', to, from, target);
}

function permits(
  policies: readonly Manifest[],
  direction: 'Ingress' | 'Egress',
  pod: Pod,
  peer: Pod,
  target: Target,
): boolean {
  const isolating = policies
    .map(({ metadata, ...policy }) => ({ namespace: metadata.namespace, spec: policy['spec'] as Untyped }))
    .filter(({ namespace, spec }) => namespace === pod.namespace && matches(spec.podSelector, pod.labels))
    .filter(({ spec }) => spec.policyTypes.includes(direction));
  if (isolating.length === 0) return true;
  return isolating.some(({ namespace, spec }) =>
    (spec[direction.toLowerCase()] ?? []).some(
      (rule: Untyped) => admitsPort(rule.ports, target) && admitsPeer(rule.from ?? rule.to, namespace ?? '', peer),
    ),
  );
}

// An absent or empty list admits everything: the API's own rule, and the usual way to open a hole by accident.
function admitsPort(ports: Untyped[] | undefined, { port, protocol }: Target): boolean {
  if (!ports || ports.length === 0) return true;
  return ports.some(
    (entry) => (entry.protocol ?? 'TCP') === protocol && (entry.port === undefined || entry.port === port),
  );
}

function admitsPeer(peers: Untyped[] | undefined, policyNamespace: string, pod: Pod): boolean {
  if (!peers || peers.length === 0) return true;
  return peers.some(({ ipBlock, namespaceSelector, podSelector }) => {
    if (ipBlock) return pod.ip !== undefined && inBlock(ipBlock, pod.ip);
    const inNamespace = namespaceSelector
      ? matches(namespaceSelector, { 'kubernetes.io/metadata.name': pod.namespace })
      : pod.namespace === policyNamespace;
    return inNamespace && matches(podSelector, pod.labels);
  });
}

function inBlock({ cidr, except = [] }: Untyped, ip: string): boolean {
  const family = isIPv6(ip) ? 'ipv6' : 'ipv4';
  const holds = (range: string): boolean => {
    const [network = '', prefix] = range.split('/');
    if (isIPv6(network) !== isIPv6(ip)) return false;
    const block = new BlockList();
    block.addSubnet(network, Number(prefix), family);
    return block.check(ip, family);
  };
  return holds(cidr) && !except.some(holds);
}

function matches(selector: Untyped, labels: Readonly<Record<string, string>>): boolean {
  const unknown = Object.keys(selector ?? {}).filter((key) => key !== 'matchLabels');
  if (unknown.length > 0) throw new Error(`canReach does not understand a selector with ${unknown.join(', ')}`);
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}
