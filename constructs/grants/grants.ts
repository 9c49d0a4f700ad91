import type { Construct } from 'constructs';
import { Environment } from '../environment';
import { invalid, UserError } from '../invalid';
import type { Listener } from '../network/connections';
import { originOf } from '../network/edge';
import { SecureNamespace } from '../network/secure-namespace';
import { type Prop, problemsOfProps } from '../props/props';
import type { MountedSecret } from '../workload/credentials';
import { GRANT_OPTIONS, RELOAD, type Reload, type RotatingGrantOptions } from './grant-options';
import { type Grantable, type Grantee, granteeProblem } from './grantee';

/** What one method of a construct grants. */
export interface Offer {
  /** The method, which errors and edges name: `grantReadWrite`. */
  readonly verb: string;
  /** What it lets the workload do, in a word that tells it from what other methods grant: `read-write`. */
  readonly access: string;
  /** Where the workload has to get through to, be it one end or several. @default - nowhere: what is delivered is all of it */
  readonly reach?: Listener | readonly Listener[];
  /**
   * What the method may be told beside what every grant is.
   *
   * @default - nothing: what it is told is refused
   */
  readonly takes?: Readonly<Record<string, Prop>>;
  /**
   * Whether its files are followed by others in time, so that the method may be told `reload`.
   *
   * @default false - they stay as they are, or are renewed by the kubelet itself
   */
  readonly rotates?: boolean;
  /**
   * Makes what the workload needs, a login in Vault for one, and says what to hand over. What restarts it for the next one does not where
   * `reload` is 'file'.
   */
  deliver(grantee: Grantee, reload: Reload): Delivery;
}

/** What a workload finds in its container. */
export interface Delivery {
  /** Files, in the folder that the variable `<NAME>_CREDENTIALS_DIR` says. */
  readonly sources: MountedSecret['sources'];
  /** Variables beside it: `HOST` is `<NAME>_HOST`, by the name of what is granted. @default - none */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a workload was given something. */
interface Given {
  readonly access: string;
  readonly reload: Reload;
}

function inWords({ access, reload }: Given): string {
  return reload === 'file' ? `${access} without a restart` : access;
}

/**
 * What one construct grants, and to whom: an edge, what is delivered, and the restart when it changes.
 *
 * Granting twice is granting once; granting in two ways is refused.
 */
export class Grants {
  private readonly owner: Construct;
  private readonly given = new Map<Grantee, Given>();

  constructor(owner: Construct) {
    this.owner = owner;
  }

  /** Gives a workload what is offered. */
  give(to: Grantable, offer: Offer, options: RotatingGrantOptions = {}): void {
    this.check(to, offer, options);
    const grantee = to.pod;
    const { verb, access, reach = [] } = offer;
    const { reload = 'restart' } = options;
    const granted = this.given.get(grantee);
    if (granted?.access === access && granted.reload === reload) return;
    if (granted !== undefined) {
      throw invalid(
        this.owner,
        `is granted to '${grantee.name}' as ${inWords(granted)} and as ${inWords({ access, reload })}`,
        'keep one of the two',
      );
    }
    this.given.set(grantee, { access, reload });
    for (const end of [reach].flat()) {
      const origin = originOf(this.owner, 'grant', `${verb}('${grantee.connections.peer.name}')`);
      grantee.connections.allowTo(end, { ...(options.why !== undefined && { why: options.why }), origin });
    }
    this.deliver(grantee, offer.deliver(grantee, reload));
  }

  /** Whether a workload was given this access. */
  isGiven(grantee: Grantee, access: string): boolean {
    return this.given.get(grantee)?.access === access;
  }

  private deliver(grantee: Grantee, { sources, env = {} }: Delivery): void {
    const { id } = this.owner.node;
    const folder = grantee.mountSecret({ folder: id, sources });
    const prefix = variablePrefix(this.owner);
    for (const [name, value] of Object.entries(env)) grantee.setEnv(`${prefix}_${name}`, value);
    grantee.setEnv(`${prefix}_CREDENTIALS_DIR`, folder);
  }

  private check(to: Grantable, { verb, takes, rotates = false }: Offer, options: RotatingGrantOptions): void {
    const nobody = granteeProblem(to);
    const props = { ...GRANT_OPTIONS, ...(rotates && RELOAD), ...takes };
    const problems = [
      ...(nobody ? [`is asked to \`${verb}\` to ${nobody[0]}; ${nobody[1]}`] : []),
      ...problemsOfProps(options, props, `${verb}(…)`, { reason: 'why', because: 'why' }),
    ];
    if (problems.length > 0) throw new UserError(problems.map((problem) => `'${this.owner.node.path}' ${problem}`));
    this.checkBorder(to.pod);
  }

  /** Refuses a grant over a namespace's border: pods cannot mount a Secret of another namespace. */
  private checkBorder({ name, namespace, node, connections }: Grantee): void {
    const [own, theirs] = [Environment.of(this.owner), Environment.of(connections)];
    if (own !== theirs) {
      throw invalid(
        this.owner,
        `is in environment '${own.node.path}' and cannot be granted to '${node.path}' of another`,
        'declare both in one environment',
      );
    }
    if (node.scopes.includes(this.owner)) {
      throw invalid(this.owner, `is granted to '${name}', which it runs itself`, 'leave the grant out');
    }
    const home = SecureNamespace.of(this.owner).name;
    if (namespace === home) return;
    throw invalid(
      this.owner,
      `is in namespace '${home}' and cannot be granted to '${name}' in '${namespace}'`,
      'declare both in one namespace, or offer the data through a service',
    );
  }
}

/** What the variables that a workload is given of a construct begin with: `ORDERS_DB` of `orders-db`. */
export function variablePrefix({ node }: Construct): string {
  return node.id.replaceAll(/[^A-Za-z0-9]/g, '_').toUpperCase();
}
