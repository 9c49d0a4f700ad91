import type { LabelSelector, PodPeer } from './selects';

/** A NetworkPolicy with every field that the tests write. */
export interface Policy {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: PolicySpec;
  readonly [field: string]: unknown;
}

export interface PolicySpec {
  readonly podSelector: LabelSelector;
  readonly policyTypes?: readonly Direction[];
  readonly ingress?: readonly (Rule & { readonly from?: readonly Peer[] })[];
  readonly egress?: readonly (Rule & { readonly to?: readonly Peer[] })[];
}

export type Direction = 'Ingress' | 'Egress';

export interface Rule {
  readonly ports?: readonly RulePort[];
}

export interface RulePort {
  readonly port?: number | string;
  readonly endPort?: number;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
}

export type Peer = PodPeer & { readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] } };

export function policy(namespace: string, name: string, spec: PolicySpec): Policy {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}

/** What a policy is about: the API server's defaults, written out. */
export function directionsOf({ spec }: Policy): readonly Direction[] {
  if (spec.policyTypes !== undefined && spec.policyTypes.length > 0) return spec.policyTypes;
  return spec.egress === undefined || spec.egress.length === 0 ? ['Ingress'] : ['Ingress', 'Egress'];
}

/** Both directions' rules alike. */
export function rulesOf(
  { spec }: Policy,
  direction: Direction,
): readonly (Rule & { readonly peers: readonly Peer[] })[] {
  if (direction === 'Ingress') return (spec.ingress ?? []).map(({ from = [], ...rule }) => ({ ...rule, peers: from }));
  return (spec.egress ?? []).map(({ to = [], ...rule }) => ({ ...rule, peers: to }));
}
