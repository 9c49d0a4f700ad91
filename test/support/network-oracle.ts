import { BlockList, isIP } from 'node:net';
import type { Manifest } from '../../constructs';

/** A pod as it runs: everything that NetworkPolicies can ask of it. */
export interface RunningPod {
  readonly namespace: string;
  /** Labels of its namespace, the one that Kubernetes sets included. */
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly ports: readonly { readonly name: string; readonly containerPort: number; readonly protocol: string }[];
}

/** A pod, or an address that is none. */
export type Endpoint = RunningPod | { readonly ip: string };

export interface Target {
  readonly port: number;
  readonly protocol: string;
}

type Untyped = any;

/*
 * The oracle of the reachability tests: one pair, one port, policy by policy, as the reference of the API reads.
 * It shares no code with what it judges, and is as slow as it is plain.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */

/** Whether policies let `from` open a port on `to`: both ends must agree. */
export function lets(policies: readonly Manifest[], from: Endpoint, to: Endpoint, target: Target): boolean {
  return letsOut(policies, from, to, target) && letsIn(policies, from, to, target);
}

export function letsOut(policies: readonly Manifest[], from: Endpoint, to: Endpoint, target: Target): boolean {
  return permits(policies, 'Egress', from, to, { ...target, of: to });
}

export function letsIn(policies: readonly Manifest[], from: Endpoint, to: Endpoint, target: Target): boolean {
  return permits(policies, 'Ingress', to, from, { ...target, of: to });
}

type TargetOfEndpoint = Target & { readonly of: Endpoint };

function permits(
  policies: readonly Manifest[],
  direction: 'Ingress' | 'Egress',
  self: Endpoint,
  peer: Endpoint,
  target: TargetOfEndpoint,
): boolean {
  // Policies are about pods.
  if (!isPod(self)) return true;
  const admin = decision(policies, 'Admin', direction, self, peer, target);
  if (admin === 'Allow' || admin === 'Deny') return admin === 'Allow';
  const isolating = policies.filter(
    (policy) =>
      policy.kind === 'NetworkPolicy' &&
      (policy.metadata.namespace ?? 'default') === self.namespace &&
      matches((policy['spec'] as Untyped).podSelector, self.labels) &&
      policyTypes(policy['spec']).includes(direction),
  );
  // A pod that no policy isolates in a direction admits everything in it, unless the baseline says otherwise.
  if (isolating.length === 0) return decision(policies, 'Baseline', direction, self, peer, target) !== 'Deny';
  for (const policy of isolating) {
    const spec = policy['spec'] as Untyped;
    for (const rule of (direction === 'Ingress' ? spec.ingress : spec.egress) ?? []) {
      const peers = direction === 'Ingress' ? rule.from : rule.to;
      if (admitsPeer(peers, self.namespace, peer) && admitsPort(rule.ports, target)) return true;
    }
  }
  return false;
}

/**
 * What the first rule of a tier that matches says, by the priorities of the policies and the order of their rules.
 *
 * https://network-policy-api.sigs.k8s.io/api-overview/
 */
function decision(
  policies: readonly Manifest[],
  tier: 'Admin' | 'Baseline',
  direction: 'Ingress' | 'Egress',
  self: RunningPod,
  peer: Endpoint,
  target: TargetOfEndpoint,
): string | undefined {
  const ordered = policies
    .filter((policy) => tierOf(policy) === tier)
    .sort((a, b) => ((a['spec'] as Untyped).priority ?? 9999) - ((b['spec'] as Untyped).priority ?? 9999));
  for (const policy of ordered) {
    const spec = policy['spec'] as Untyped;
    const { namespaces, pods } = spec.subject;
    const isSubject = namespaces
      ? matches(namespaces, self.namespaceLabels)
      : matches(pods.namespaceSelector, self.namespaceLabels) && matches(pods.podSelector, self.labels);
    if (!isSubject) continue;
    for (const rule of (direction === 'Ingress' ? spec.ingress : spec.egress) ?? []) {
      const peers: Untyped[] = direction === 'Ingress' ? rule.from : rule.to;
      if (peers.some((one) => isMeant(one, peer)) && isAdminPort(rule.ports ?? rule.protocols, target)) {
        return rule.action === 'Accept' ? 'Allow' : rule.action;
      }
    }
  }
  return undefined;
}

function tierOf({ kind, spec }: Manifest): string | undefined {
  if (kind === 'AdminNetworkPolicy') return 'Admin';
  if (kind === 'BaselineAdminNetworkPolicy') return 'Baseline';
  return kind === 'ClusterNetworkPolicy' ? (spec as Untyped).tier : undefined;
}

function isMeant({ namespaces, pods, networks }: Untyped, peer: Endpoint): boolean {
  if (networks) return networks.some((cidr: string) => isIn(peer.ip, cidr));
  if (!isPod(peer)) return false;
  if (namespaces) return matches(namespaces, peer.namespaceLabels);
  return matches(pods.namespaceSelector, peer.namespaceLabels) && matches(pods.podSelector, peer.labels);
}

function isAdminPort(ports: Untyped[] | undefined, { port, protocol, of }: TargetOfEndpoint): boolean {
  if (!ports) return true;
  for (const entry of ports) {
    const name = entry.namedPort ?? entry.destinationNamedPort;
    if (name !== undefined) {
      if (
        isPod(of) &&
        of.ports.some((own) => own.name === name && own.containerPort === port && own.protocol === protocol)
      ) {
        return true;
      }
      continue;
    }
    if (entry.portNumber && entry.portNumber.protocol === protocol && entry.portNumber.port === port) return true;
    const range = entry.portRange;
    if (range && (range.protocol ?? 'TCP') === protocol && range.start <= port && port <= range.end) return true;
    const second = entry[protocol.toLowerCase()]?.destinationPort;
    if (second?.number === port) return true;
    if (second?.range && second.range.start <= port && port <= second.range.end) return true;
  }
  return false;
}

/** What the API server fills in: Ingress always, and Egress if there are egress rules. */
function policyTypes(spec: Untyped): string[] {
  if (spec.policyTypes && spec.policyTypes.length > 0) return spec.policyTypes;
  return spec.egress && spec.egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function admitsPeer(peers: Untyped[] | undefined, policyNamespace: string, peer: Endpoint): boolean {
  // Empty or missing: all sources, or all destinations.
  if (!peers || peers.length === 0) return true;
  for (const { ipBlock, namespaceSelector, podSelector } of peers) {
    if (ipBlock) {
      if (isIn(peer.ip, ipBlock.cidr) && !(ipBlock.except ?? []).some((cidr: string) => isIn(peer.ip, cidr)))
        return true;
    } else if (isPod(peer)) {
      const sameNamespace = namespaceSelector
        ? matches(namespaceSelector, peer.namespaceLabels)
        : peer.namespace === policyNamespace;
      if (sameNamespace && (!podSelector || matches(podSelector, peer.labels))) return true;
    }
  }
  return false;
}

function admitsPort(ports: Untyped[] | undefined, { port, protocol, of }: TargetOfEndpoint): boolean {
  if (!ports || ports.length === 0) return true;
  for (const entry of ports) {
    if ((entry.protocol ?? 'TCP') !== protocol) continue;
    if (entry.port === undefined) return true;
    if (typeof entry.port === 'number' && entry.endPort === undefined && port === entry.port) return true;
    if (typeof entry.port === 'number' && entry.endPort !== undefined && entry.port <= port && port <= entry.endPort) {
      return true;
    }
    if (typeof entry.port === 'string' && isPod(of)) {
      for (const own of of.ports) {
        if (own.name === entry.port && own.protocol === protocol && own.containerPort === port) return true;
      }
    }
  }
  return false;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/ */
function matches(selector: Untyped, labels: Readonly<Record<string, string>>): boolean {
  for (const key of Object.keys(selector?.matchLabels ?? {})) {
    if (labels[key] !== selector.matchLabels[key]) return false;
  }
  for (const { key, operator, values } of selector?.matchExpressions ?? []) {
    const has = Object.hasOwn(labels, key);
    if (operator === 'In' && !(has && values.includes(labels[key]))) return false;
    if (operator === 'NotIn' && has && values.includes(labels[key])) return false;
    if (operator === 'Exists' && !has) return false;
    if (operator === 'DoesNotExist' && has) return false;
    if (!['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator)) throw new Error(`no operator ${operator}`);
  }
  return true;
}

const lists = new Map<string, BlockList>();

export function isIn(ip: string, cidr: string): boolean {
  const [address = '', prefix = ''] = cidr.split('/');
  if (isIP(ip) !== isIP(address)) return false;
  const family = isIP(ip) === 6 ? 'ipv6' : 'ipv4';
  let list = lists.get(cidr);
  if (list === undefined) {
    list = new BlockList();
    list.addSubnet(address, Number(prefix), family);
    lists.set(cidr, list);
  }
  return list.check(ip, family);
}

function isPod(endpoint: Endpoint): endpoint is RunningPod {
  return 'namespace' in endpoint;
}
