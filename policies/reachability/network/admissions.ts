import type { Direction } from '../../network-policy';
import { type Applied, applied } from '../applied';
import type { Node } from '../parties/node';
import { both, type Reach } from '../reach';
import type { World } from '../world';
import { type Admission, admissionOf, admits, UNRESTRICTED } from './admission';
import { Counterparts } from './counterparts';
import type { Policy } from './policy';

/** What network policies admit, per node and direction. */
export class Admissions {
  private readonly byDirection: Readonly<Record<Direction, ReadonlyMap<Node, Admission>>>;
  readonly applied: ReadonlyMap<unknown, readonly Applied<Policy>[]>;

  readonly counterparts: Counterparts;

  constructor(world: World) {
    this.counterparts = new Counterparts(world);
    this.applied = applied(world.policies, world.index);
    const of = (direction: Direction) =>
      new Map(
        world.pods.map(
          (pods) => [pods, admissionOf(pods, direction, this.applied.get(pods) ?? [], this.counterparts)] as const,
        ),
      );
    this.byDirection = { ingress: of('ingress'), egress: of('egress') };
  }

  of(direction: Direction, node: Node): Admission {
    return this.byDirection[direction].get(node) ?? UNRESTRICTED;
  }

  /** What both ends admit. */
  reach(from: Node, to: Node): Reach {
    return both(admits(this.of('egress', from), to), admits(this.of('ingress', to), from));
  }
}
