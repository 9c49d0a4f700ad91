import { UserError } from '../../../../constructs/invalid';
import type { StateResource } from './shape';
import { parseUrn } from './urn';

/** As what `deploy` declares an environment. */
const ENVIRONMENT = 'dwcp:baseline:Environment';

/** The resources of a stack, which may hold what others declare beside an environment. */
export class Stack {
  private readonly byUrn: ReadonlyMap<string, StateResource>;
  /** By URN. None in a stack that was deployed before there were components, and in a preview that leaves out what stays. */
  private readonly environments: ReadonlyMap<string, string>;

  constructor(resources: readonly StateResource[]) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const components = resources.filter(({ type }) => type === ENVIRONMENT);
    this.environments = new Map(components.map(({ urn }) => [urn, parseUrn(urn)?.name ?? urn]));
  }

  /**
   * Refuses to be asked about an environment that the stack is not of, which is not to say that there is none.
   *
   * One without components is named for its environment; one that holds nothing may be of any.
   */
  expect(environments: Iterable<string>, source: string): void {
    const [first] = this.byUrn.keys();
    if (first === undefined) return;
    const names = this.environments.size > 0 ? [...this.environments.values()] : [parseUrn(first)?.stack ?? first];
    const others = [...environments].filter((name) => !names.includes(name));
    if (others.length === 0) return;
    throw new UserError([
      `${source}: is of the stack of ${names.join(', ')}, and says nothing of ${others.join(', ')}; name only what it is of`,
    ]);
  }

  /** Whether it is part of the environment: everything is, in a stack without components. */
  isOf(environment: string, resource: StateResource): boolean {
    return this.environments.size === 0 || this.environmentOf(resource) === environment;
  }

  /** The environment that it is declared in; undefined where it is beside them. */
  environmentOf(resource: StateResource): string | undefined {
    const seen = new Set<string>();
    for (let urn = resource.urn; !seen.has(urn); urn = this.byUrn.get(urn)?.parent ?? urn) {
      const name = this.environments.get(urn);
      if (name !== undefined) return name;
      seen.add(urn);
    }
    return undefined;
  }
}
