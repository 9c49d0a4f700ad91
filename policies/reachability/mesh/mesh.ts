import type { Answer } from '../../answer';
import { type Node, nameOf, type Pods } from '../parties/node';
import type { PodAddresses } from '../parties/pod-addresses';
import type { PodIndex } from '../parties/pod-index';
import { difference, includes, intersection, NO_PORTS, type Ports, union } from '../ports';
import { both, CLOSED, either, opening, provided, type Reach, whichever } from '../reach';
import { remember } from '../remember';
import type { Protocol } from '../result';
import type { Authorization } from './authorization';
import {
  type AppliedAuthorization,
  authorized,
  type Conditional,
  conditionalIn,
  matchedBy,
  UNCONDITIONAL,
} from './authorizations';
import { sendsAround, TCP } from './capture';
import { type Guard, guardsOf, isGuarded } from './guard';
import type { Mode, Modes, PeerAuthentication } from './peer-authentication';
import type { Caller } from './source';

export interface MeshPolicies {
  readonly authorizations: readonly Authorization[];
  readonly peerAuthentications: readonly PeerAuthentication[];
  /** The trust domains that the mesh may have. */
  readonly trustDomains: readonly string[];
}

/** What the mesh lets through: mutual TLS where it is required, and authorization by who the caller is proven to be. */
export class Mesh {
  /** Whether the input says nothing about the mesh, which then lets everything through. */
  readonly isSilent: boolean;
  private readonly trustDomains: readonly string[];
  private readonly podAddresses: PodAddresses;
  private readonly guards: ReadonlyMap<Pods, Guard>;
  private readonly callers = new Map<Node, Caller>();

  constructor(policies: MeshPolicies, index: PodIndex, podAddresses: PodAddresses) {
    const { authorizations, peerAuthentications, trustDomains } = policies;
    this.isSilent = authorizations.length + peerAuthentications.length === 0;
    this.trustDomains = trustDomains;
    this.podAddresses = podAddresses;
    this.guards = guardsOf(authorizations, peerAuthentications, index);
  }

  /** What the mesh leaves of what `from` can open on `to`. */
  narrow(reach: Reach, from: Node, to: Node): Reach {
    if (!isGuarded(to) || this.isSilent) return reach;
    const guard = this.guardOf(to);
    const captured = both(reach, guard.captured);
    // Most of what infrastructure calls is the proxy's own.
    if (captured === CLOSED) return reach;
    const past = both(captured, this.past(guard, from, to));
    const guarded = captured === reach ? past : either(both(reach, guard.around), past);
    return to.membership === 'unknown' ? whichever(reach, guarded, inMesh(to)) : guarded;
  }

  /** The ports among those that are open on which it asks something of single requests besides. */
  conditional(from: Node, to: Node, open: Ports): Conditional {
    if (!isGuarded(to) || this.isSilent) return UNCONDITIONAL;
    const { authorizations, captured } = this.guardOf(to);
    if (!authorizations.askOfRequests) return UNCONDITIONAL;
    return conditionalIn(authorizations, this.likelyCaller(from, to), intersection(open, captured.open));
  }

  /** What stands before pods, for an explanation. */
  guardOf(to: Pods): Guard {
    return this.guards.get(to)!;
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
    const { podAddresses, trustDomains } = this;
    if (!proven || node.kind === 'outside') return { node, podAddresses, identity: undefined };
    return remember(this.callers, node, () => {
      const { namespace, serviceAccount } = node;
      return { node, podAddresses, identity: { trustDomains, namespace: namespace.name, serviceAccount } };
    });
  }
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
