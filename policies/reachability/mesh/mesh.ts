import type { Answer } from '../answer';
import { type Applied, applied } from '../applied';
import { type Node, nameOf, type Pods } from '../parties/node';
import type { PodAddresses } from '../parties/pod-addresses';
import type { PodIndex } from '../parties/pod-index';
import { ALL_PORTS, difference, includes, intersection, NO_PORTS, type Ports, union } from '../ports';
import { both, CLOSED, either, opening, provided, type Reach, whichever } from '../reach';
import type { Protocol } from '../result';
import type { Authorization } from './authorization';
import {
  type AppliedAuthorization,
  type Authorizations,
  authorized,
  type Conditional,
  conditionalIn,
  matchedBy,
  sorted,
  UNCONDITIONAL,
} from './authorizations';
import { captured, sendsAround, TCP } from './capture';
import { type Mode, type Modes, modesFor, type PeerAuthentication } from './peer-authentication';
import type { Caller } from './source';

export interface MeshPolicies {
  readonly authorizations: readonly Authorization[];
  readonly peerAuthentications: readonly PeerAuthentication[];
  /** The trust domains that the mesh may have. */
  readonly trustDomains: readonly string[];
}

/** What is true of some pods whoever calls. */
export interface Guard {
  /** What passes the proxy, and what passes it by. */
  readonly captured: Reach;
  readonly around: Reach;
  readonly modes: Modes;
  readonly authorizations: Authorizations;
}

/** What the mesh lets through: mutual TLS where it is required, and authorization by who the caller is proven to be. */
export class Mesh {
  /** Whether the input says nothing about the mesh, which then lets everything through. */
  readonly isSilent: boolean;
  private readonly trustDomains: readonly string[];
  private readonly podAddresses: PodAddresses;
  private readonly authorizations: ReadonlyMap<unknown, readonly AppliedAuthorization[]>;
  private readonly peerAuthentications: ReadonlyMap<unknown, readonly Applied<PeerAuthentication>[]>;
  private readonly guards = new Map<Pods, Guard>();

  constructor(policies: MeshPolicies, index: PodIndex, podAddresses: PodAddresses) {
    const { authorizations, peerAuthentications, trustDomains } = policies;
    this.isSilent = authorizations.length + peerAuthentications.length === 0;
    this.trustDomains = trustDomains;
    this.podAddresses = podAddresses;
    this.authorizations = applied(authorizations, index);
    this.peerAuthentications = applied(peerAuthentications, index);
  }

  /** What the mesh leaves of what `from` can open on `to`. */
  narrow(reach: Reach, from: Node, to: Node): Reach {
    if (!isGuarded(to) || this.isSilent) return reach;
    const guard = this.guardOf(to);
    const captured = both(reach, guard.captured);
    // Most of what infrastructure calls is the proxy's own.
    if (captured === CLOSED) return reach;
    const guarded = either(both(reach, guard.around), both(captured, this.past(guard, from, to)));
    return to.membership === 'unknown' ? whichever(reach, guarded, inMesh(to)) : guarded;
  }

  /** The ports among those that are open on which it asks something of single requests besides. */
  conditional(from: Node, to: Node, open: Ports): Conditional {
    if (!isGuarded(to) || this.isSilent) return UNCONDITIONAL;
    const { authorizations, captured } = this.guardOf(to);
    if (!authorizations.askOfRequests) return UNCONDITIONAL;
    return conditionalIn(authorizations, this.likelyCaller(from, to), intersection(open, captured.open));
  }

  /** What stands before pods, for an explanation; nothing when the mesh has no say. */
  guardOf(to: Pods): Guard {
    const known = this.guards.get(to);
    if (known !== undefined) return known;
    const authorizations = this.authorizations.get(to) ?? [];
    const ports = captured(to);
    const guard = {
      captured: opening(ports),
      around: opening(difference(ALL_PORTS, ports)),
      modes: modesFor(this.peerAuthentications.get(to) ?? []),
      authorizations: sorted(authorizations.filter(({ policy }) => !policy.gateways || to.membership === 'gateway')),
    };
    this.guards.set(to, guard);
    return guard;
  }

  /** The authorizations that match a connection, whatever they make of it. */
  deciding(from: Node, to: Pods, protocol: Protocol, port: number): readonly AppliedAuthorization[] {
    const caller = this.likelyCaller(from, to);
    const { ALLOW, DENY } = this.guardOf(to).authorizations;
    return [...ALLOW, ...DENY].filter((one) => includes(matchedBy(one, caller).open, protocol, port));
  }

  private past(guard: Guard, from: Node, to: Pods): Reach {
    const meshed = isMeshed(from);
    if (meshed === 'yes') return this.pastWithIdentity(guard, from, to);
    if (meshed === 'no') return this.pastInClearText(guard, from, to);
    const [proven, clear] = [this.pastWithIdentity(guard, from, to), this.pastInClearText(guard, from, to)];
    return whichever(proven, clear, inMesh(from));
  }

  private pastWithIdentity({ modes, authorizations }: Guard, from: Node, to: Pods): Reach {
    const anonymous = () => authorized(authorizations, this.caller(from, false));
    // A gateway ends TLS of its own, which proves nothing about who calls.
    if (to.membership === 'gateway') return anonymous();
    const known = authorized(authorizations, this.caller(from, true));
    if (modes.doubt !== undefined) return whichever(known, anonymous(), modes.doubt);
    const clear = portsIn(modes, 'DISABLE');
    if (clear.length === 0) return known;
    return either(both(opening(difference(TCP, clear)), known), both(opening(clear), anonymous()));
  }

  private pastInClearText({ modes, authorizations }: Guard, from: Node, to: Pods): Reach {
    const anonymous = authorized(authorizations, this.caller(from, false));
    if (to.membership === 'gateway') return anonymous;
    if (modes.doubt !== undefined) return provided('unknown', anonymous, modes.doubt);
    return both(opening(difference(TCP, portsIn(modes, 'STRICT'))), anonymous);
  }

  private likelyCaller(from: Node, to: Pods): Caller {
    return this.caller(from, isMeshed(from) !== 'no' && to.membership !== 'gateway');
  }

  private caller(node: Node, proven: boolean): Caller {
    if (!proven || node.kind === 'outside') return { node, podAddresses: this.podAddresses };
    const identity = {
      trustDomains: this.trustDomains,
      namespace: node.namespace.name,
      serviceAccount: node.serviceAccount,
    };
    return { node, podAddresses: this.podAddresses, identity };
  }
}

/** Whether a proxy may stand before it. */
export function isGuarded(node: Node): node is Pods {
  return node.kind === 'pods' && node.membership !== 'none';
}

/** Whether mutual TLS proves who it is when it calls. */
export function isMeshed(node: Node): Answer {
  if (node.kind !== 'pods' || node.membership === 'none') return 'no';
  return node.membership === 'unknown' || sendsAround(node) ? 'unknown' : 'yes';
}

function inMesh(node: Node): string {
  return `whether ${nameOf(node)} is in the mesh is not known`;
}

/** The TCP ports on which a mode holds. */
export function portsIn({ mode, byPort }: Modes, wanted: Mode): Ports {
  let ports = mode === wanted ? TCP : NO_PORTS;
  for (const [port, stated] of byPort) {
    const one: Ports = [{ protocol: 'TCP', from: port, to: port }];
    ports = stated === wanted ? union(ports, one) : difference(ports, one);
  }
  return ports;
}
