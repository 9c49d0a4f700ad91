import type { Direction } from '../../network-policy';
import { type Applied, applied } from '../applied';
import type { Node, Pods } from '../parties/node';
import { both, type Reach } from '../reach';
import type { World } from '../world';
import type { AdminPolicy } from './admin-policy';
import { type Admission, admissionOf, admits, UNRESTRICTED } from './admission';
import { Counterparts } from './counterparts';
import type { Policy } from './policy';
import { baseline, type Matched, matchesFor, throughTier, undecidedBy } from './tiers';

/** What network policies admit, per node and direction. */
export class Admissions {
  private readonly byDirection: Readonly<Record<Direction, ReadonlyMap<Node, Admission>>>;
  readonly applied: ReadonlyMap<unknown, readonly Applied<Policy>[]>;
  private readonly admin: ReadonlyMap<unknown, readonly Applied<AdminPolicy>[]>;

  readonly counterparts: Counterparts;

  constructor(world: World) {
    this.counterparts = new Counterparts(world);
    this.applied = applied(world.policies, world.index);
    this.admin = applied(world.admins, world.index);
    const of = (direction: Direction) =>
      new Map(world.pods.map((pods) => [pods, this.admissionTo(pods, direction)] as const));
    this.byDirection = { ingress: of('ingress'), egress: of('egress') };
  }

  /** The rules of an administrator that are about pods, in the order in which they count. */
  matches(direction: Direction, pods: Node, tier: AdminPolicy['tier']): readonly Matched[] {
    if (pods.kind === 'outside') return [];
    const ofTier = this.adminOf(pods).filter(({ policy }) => policy.tier === tier);
    return matchesFor(pods, direction, ofTier, this.counterparts);
  }

  /** Pods on their node's network are no subject of an administrator's policies. */
  private adminOf(pods: Pods): readonly Applied<AdminPolicy>[] {
    return pods.kind === 'pods' ? (this.admin.get(pods) ?? []) : [];
  }

  private admissionTo(pods: Pods, direction: Direction): Admission {
    const policies = this.applied.get(pods) ?? [];
    const byNetworkPolicies = admissionOf(pods, direction, policies, this.counterparts);
    const admin = this.adminOf(pods);
    if (admin.length === 0) return byNetworkPolicies;
    const isFree = policies.every(({ policy }) => policy[direction] === undefined);
    const lower = isFree ? baseline(this.matches(direction, pods, 'Baseline')) : byNetworkPolicies;
    return undecidedBy(admin, direction) ?? throughTier(this.matches(direction, pods, 'Admin'), lower);
  }

  of(direction: Direction, node: Node): Admission {
    return this.byDirection[direction].get(node) ?? UNRESTRICTED;
  }

  /** What both ends admit. */
  reach(from: Node, to: Node): Reach {
    return both(admits(this.of('egress', from), to), admits(this.of('ingress', to), from));
  }
}
