import type { Cast, CastPod } from './cast';
import { type Direction, directionsOf, type Peer, type Policy, policy, type Rule, rulesOf } from './policy';
import { podsMeant, podsSelected } from './selects';

/** Something that the enforcer does not do as Kubernetes specifies, so that packets prove nothing about it. */
export interface Limit {
  /** What the enforcer does instead, in the words of the report. */
  readonly because: string;
  /** Whether it would show: conservative, and for one policy alone. */
  concerns(policy: Policy, cast: Cast): boolean;
  /** Over the cast of the random sets, a policy by which it shows. */
  readonly example: Policy;
  /** What it wrongly leaves ports by that. */
  readonly errs: 'open' | 'closed';
}

type Judged = Rule & { readonly peers: readonly Peer[]; readonly direction: Direction; readonly policy: Policy };

const ofRules = (test: (rule: Judged, cast: Cast) => boolean): Limit['concerns'] => {
  return (policy, cast) =>
    directionsOf(policy).some((direction) =>
      rulesOf(policy, direction).some((rule) => test({ ...rule, direction, policy }, cast)),
    );
};

/** Between pods that one policy selects, either half of it is enough: the whole policy is tried at both ends. */
export const EITHER_HALF: Limit = {
  because: 'between two pods of one policy it takes either half of the policy for both',
  errs: 'open',
  example: policy('alpha', 'one-half', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{}] }),
  concerns: (policy, cast) =>
    directionsOf(policy).length === 2 &&
    podsSelected(cast, policy.metadata.namespace, policy.spec.podSelector).length > 1 &&
    (rulesOf(policy, 'Ingress').length > 0 || rulesOf(policy, 'Egress').length > 0),
};

export const LIMITS: readonly Limit[] = [
  {
    because: 'a rule for port names that no target has opens every port',
    errs: 'open',
    example: policy('alpha', 'no-such-name', {
      podSelector: {},
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 'no-such-name' }] }],
    }),
    concerns: ofRules(
      (rule, cast) =>
        namesOf(rule).length > 0 && allNamed(rule) && namesOf(rule).every(unknownTo(targetsOf(rule, cast))),
    ),
  },
  {
    because: 'a port name in a rule to everywhere opens its number everywhere',
    errs: 'open',
    example: policy('alpha', 'name-everywhere', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ ports: [{ port: 'http' }] }],
    }),
    concerns: ofRules((rule) => rule.direction === 'Egress' && rule.peers.length === 0 && namesOf(rule).length > 0),
  },
  {
    because: 'a port name in a rule to an ipBlock opens nothing there',
    errs: 'closed',
    example: policy('alpha', 'name-in-block', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 'http' }] }],
    }),
    concerns: ofRules(
      (rule) => rule.direction === 'Egress' && rule.peers.some(({ ipBlock }) => ipBlock) && namesOf(rule).length > 0,
    ),
  },
  {
    because: 'the exceptions of one ipBlock hold for the other ipBlocks of its rule',
    errs: 'closed',
    example: policy('alpha', 'two-blocks', {
      podSelector: {},
      ingress: [
        {
          from: [
            { ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.7/32'] } },
            { ipBlock: { cidr: '0.0.0.0/0' } },
          ],
        },
      ],
    }),
    concerns: ofRules(({ peers }) => {
      const blocks = peers.flatMap(({ ipBlock }) => ipBlock ?? []);
      return blocks.length > 1 && blocks.some(({ except = [] }) => except.length > 0);
    }),
  },
  {
    because: 'it takes `::/0` for every IPv4 address, and can enforce nothing while there is any other IPv6 range',
    errs: 'open',
    example: policy('alpha', 'other-family', {
      podSelector: {},
      ingress: [{ from: [{ ipBlock: { cidr: '::/0' } }], ports: [{ port: 80 }] }],
    }),
    concerns: ofRules(({ peers }) => peers.some(({ ipBlock }) => ipBlock?.cidr.includes(':'))),
  },
];

/** A set of policies, for the enforcer. */
export interface WithinLimits {
  /** Those that it can be asked to enforce. */
  readonly kept: readonly Policy[];
  /** The same in the form that it gets right: some in two halves. */
  readonly enforceable: readonly Policy[];
  /** What was done about the others and about those in halves, and why: a sentence each. */
  readonly remarks: readonly string[];
}

export function withinLimits(policies: readonly Policy[], cast: Cast): WithinLimits {
  const limitOf = (policy: Policy) => LIMITS.find(({ concerns }) => concerns(policy, cast));
  const kept = policies.filter((policy) => limitOf(policy) === undefined);
  const isHalved = (policy: Policy) => EITHER_HALF.concerns(policy, cast);
  return {
    kept,
    enforceable: kept.flatMap((policy) => (isHalved(policy) ? halvesOf(policy) : [policy])),
    remarks: [
      ...policies.flatMap((policy) => limitOf(policy) ?? []).map(({ because }) => `left out, because ${because}`),
      ...kept.filter(isHalved).map(() => `enforced as two halves, because ${EITHER_HALF.because}`),
    ],
  };
}

/** One policy for each direction: by the specification the same, as policies add up in each direction by itself. */
function halvesOf({ metadata, spec, ...rest }: Policy): readonly Policy[] {
  const { podSelector, ingress, egress } = spec;
  const half = (direction: Direction, rules: object) =>
    ({
      ...rest,
      metadata: { ...metadata, name: `${metadata.name}-${direction.toLowerCase()}` },
      spec: { podSelector, policyTypes: [direction], ...rules },
    }) as Policy;
  return [half('Ingress', { ingress: ingress ?? [] }), half('Egress', { egress: egress ?? [] })];
}

function namesOf({ ports = [] }: Rule) {
  return ports.flatMap(({ port, protocol = 'TCP' }) => (typeof port === 'string' ? [{ name: port, protocol }] : []));
}

function allNamed({ ports = [] }: Rule): boolean {
  return ports.every(({ port }) => typeof port === 'string');
}

/** Whose ports the names are: those of the pods at the receiving end. */
function targetsOf({ direction, peers, policy }: Judged, cast: Cast): readonly CastPod[] {
  const { metadata, spec } = policy;
  if (direction === 'Ingress') return podsSelected(cast, metadata.namespace, spec.podSelector);
  return peers.flatMap((peer) => (peer.ipBlock ? [] : podsMeant(cast, metadata.namespace, peer)));
}

const unknownTo =
  (targets: readonly CastPod[]) =>
  ({ name, protocol }: { name: string; protocol: string }): boolean =>
    !targets.some(({ containerPorts }) =>
      containerPorts.some((port) => port.name === name && (port.protocol ?? 'TCP') === protocol),
    );
