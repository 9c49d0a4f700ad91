import type { ApiObject, Duration } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { Environment } from '../environment';
import type { Grantable } from '../grants/grantee';
import { invalid, UserError } from '../invalid';
import { unused } from '../names';
import type { Connectable, Connections } from '../network/connections';
import type { Port } from '../network/port';
import { anyPorts } from '../network/port-checks';
import { SecureNamespace } from '../network/secure-namespace';
import type { Manifest } from '../plan/resource';
import { flag, list, record, seconds, text, value } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';
import { AdoptedPod } from './adopted-pod';
import { type Claims, selectorOf, unfitness } from './fitness';
import { restartTarget, worstRollout } from './pace';
import { collisions, wired } from './wiring';
import { type AdoptedKind, objectOf, read, type Written } from './written';

export interface ExistingProps<Declared extends readonly Port[] = readonly Port[]> {
  /** The object: of cdk8s, of cdk8s-plus, or a construct that has it below it, such as an `Include`. */
  readonly object: IConstruct;

  /** @default - the only one of its kind in `object` */
  readonly name?: string;

  /**
   * Ports that other workloads may be allowed to call.
   *
   * @default - none: every `allowTo` to this workload must name its ports
   */
  readonly ports?: Declared;

  /**
   * Labels that select exactly its pods.
   *
   * @default - those of its own selector; of a CronJob, all labels of its pods
   */
  readonly selector?: Readonly<Record<string, string>>;

  /**
   * Service account that its pods run as, which has to be theirs alone.
   *
   * @default - the one that they name
   */
  readonly serviceAccount?: string;

  /**
   * Containers that get what is granted.
   *
   * @default - all of them but init containers
   */
  readonly containers?: readonly [string, ...string[]];

  /** @default true - its pods have a sidecar, and are known by their service account */
  readonly mesh?: boolean;

  /**
   * The longest time until no pod uses the credential that was current before.
   *
   * @default - of a Deployment, its progress deadline for each replica; of a CronJob, its active deadline
   */
  readonly rollout?: Duration;
}

const LABELS = record('write the labels of its pods', text('write text'));

const PROPS: Props<ExistingProps> = {
  object: needed(value('pass the object, or the construct that makes it', (given) => typeof given === 'object')),
  name: optional(text('write the name of the object', /\S/)),
  ports: optional(anyPorts),
  selector: optional(LABELS),
  serviceAccount: optional(text('write the name of its service account', /\S/)),
  containers: optional(list(text('write the name of a container'), 'list names of containers', 1)),
  mesh: optional(flag),
  rollout: optional(seconds),
};

const SYNONYMS = {
  deployment: 'object',
  workload: 'object',
  labels: 'selector',
  matchLabels: 'selector',
  port: 'ports',
  container: 'containers',
};

const ADOPTED_BY = new WeakMap<ApiObject, IConstruct>();

/** A workload that was declared by hand or by cdk8s-plus, and that is granted, allowed and observed like ours. */
export class ExistingWorkload<const Declared extends readonly Port[] = readonly Port[]>
  extends Construct
  implements Connectable<Declared>, Grantable
{
  /** Its pods: who is granted something. */
  readonly pod: AdoptedPod<Declared>;
  private readonly claims: Claims;

  constructor(scope: Construct, id: string, kind: AdoptedKind, props: ExistingProps<Declared>) {
    super(scope, unused(scope, id));
    checkProps<ExistingProps>(this, props, PROPS, SYNONYMS);
    const { selector, serviceAccount, containers, mesh = true } = props;
    this.claims = { selector, serviceAccount, containers, mesh };
    const object = this.find(kind, props);
    const render = object.toJson.bind(object);
    const written = this.readNow(object, render);
    refuse(this, unfitness(written, this.claims));
    ADOPTED_BY.set(object, this);
    this.pod = new AdoptedPod(this, 'pod', {
      name: object.name,
      selector: selectorOf(written, this.claims) ?? {},
      serviceAccount: written.serviceAccount ?? '',
      // Ports that are not said are none.
      ports: (props.ports ?? []) as unknown as Declared,
      mesh,
      restart: restartTarget(written),
      rolloutSeconds: props.rollout?.toSeconds() ?? worstRollout(written),
    });
    object.node.addDependency(this.pod);
    this.node.addValidation({ validate: () => this.changes(render) });
    // A patch of cdk8s would have to know now where things will be; so what is granted is added to what is rendered.
    object.toJson = () => wired(render() as Manifest, { ...this.pod.given, containers });
  }

  /** The network paths into and out of its pods. */
  get connections(): Connections<Declared> {
    return this.pod.connections;
  }

  private find(kind: AdoptedKind, { object: construct, name }: ExistingProps): ApiObject {
    const object = objectOf(construct, kind, name);
    if (Array.isArray(object)) throw invalid(this, `adopts what ${object[0]}`, object[1]);
    const found = object as ApiObject;
    const its = `${found.kind} '${found.name}'`;
    const other = ADOPTED_BY.get(found);
    if (other !== undefined) throw invalid(this, `adopts ${its}, as '${other.node.path}' does`, 'use that one');
    const home = SecureNamespace.of(this);
    if (!found.node.scopes.includes(Environment.of(this)))
      throw invalid(this, `adopts ${its} of another tree`, 'declare it in the same environment');
    const namespace = found.metadata.namespace ?? (found.node.scopes.includes(home) ? home.name : undefined);
    if (namespace === home.name) return found;
    throw invalid(
      this,
      `adopts ${its}, which is in ${namespace === undefined ? 'no namespace' : `namespace '${namespace}'`}`,
      `declare it under the SecureNamespace '${home.name}', where what nobody declared is denied`,
    );
  }

  private readNow(object: ApiObject, render: () => unknown): Written {
    let written: Written | undefined;
    try {
      written = read(render() as Manifest);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw invalid(
        this,
        `adopts ${object.kind} '${object.name}', which cannot be rendered: ${why}`,
        'mend that first',
      );
    }
    if (written !== undefined) return written;
    throw invalid(this, `adopts ${object.kind} '${object.name}', which has no pods`, 'give it a pod template');
  }

  /** What its author changed after it was adopted, so that it no longer holds, and what a grant would overwrite. */
  private changes(render: () => unknown): string[] {
    const written = read(render() as Manifest);
    if (written === undefined) return [];
    const { selector, serviceAccount } = {
      selector: this.connections.props.selector,
      serviceAccount: this.pod.serviceAccount,
    };
    return [
      ...unfitness(written, { ...this.claims, selector, serviceAccount }),
      ...collisions(written.containers, { ...this.pod.given, containers: this.claims.containers }).map(
        (problem) => `adopts ${written.manifest.kind} '${written.manifest.metadata.name}', which ${problem}`,
      ),
    ];
  }
}

function refuse({ node }: IConstruct, problems: readonly string[]): void {
  if (problems.length > 0) throw new UserError(problems.map((problem) => `'${node.path}' ${problem}`));
}
