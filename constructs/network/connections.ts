import { Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { Environment } from '../environment';
import { invalid, UserError } from '../invalid';
import { KubernetesObject, type NetworkPolicySpec } from '../kubernetes';
import { unused } from '../names';
import { also, text, value } from '../props/checks';
import { checkProps, isGroup, needed, optional, type Props } from '../props/props';
import { type AllowOptions, type AllowPorts, checkAllowed } from './allow-options';
import { type Declaration, type Edge, edgeBetween, originOf, toRun } from './edge';
import { Edges } from './edges';
import { CONNECTIONS } from './endpoint';
import { ALLOW_ALL, AUDIT_METADATA, type Enforcement } from './enforcement';
import { type HttpLimit, problemOf } from './http-limit';
import { POD_LABELS } from './labels';
import { type Caller, type Peer, podsIn } from './peer';
import { dns } from './peers/cluster';
import { named, problemsOfRanges } from './peers/named';
import type { Port, Ports } from './port';
import { anyPorts } from './port-checks';
import { SecureNamespace } from './secure-namespace';

/** Anything that can be one end of an allowed connection. */
export interface Connectable<Declared extends readonly Port[] = readonly Port[]> {
  /** Its network paths: where edges are declared. */
  readonly connections: Connections<Declared>;
}

export interface ConnectionsProps<Declared extends readonly Port[] = readonly Port[]> {
  /** Name of the workload, of its NetworkPolicy, and in previews; unique in its namespace. */
  readonly workload: string;

  /** Labels that select exactly this workload's pods. */
  readonly selector: Readonly<Record<string, string>>;

  /**
   * Ports that the workload listens on: what a caller gets when it names none.
   *
   * @default - none: every `allowTo` to this workload must name its ports
   */
  readonly ports?: Declared;

  /**
   * Service account that the mesh knows the workload by.
   *
   * @default - the workload is outside the mesh
   */
  readonly serviceAccount?: string;

  /**
   * What the author of a platform declares the workload as, and so what an explanation points at.
   *
   * @default - the construct that the connections are declared in
   */
  readonly owner?: IConstruct;
}

const PROPS: Props<ConnectionsProps> = {
  workload: needed(text('write the name of the workload', /\S/)),
  selector: needed(
    also(POD_LABELS, (labels: object, place) =>
      Object.keys(labels).length > 0
        ? []
        : [`has no label in \`${place}\`, which is every pod of the namespace; write the labels of its pods`],
    ),
  ),
  ports: optional(anyPorts),
  serviceAccount: optional(text('write the name of its service account', /\S/)),
  owner: optional(value('pass a construct', (owner) => isGroup(owner) && isGroup(owner['node']))),
};

const SYNONYMS = { name: 'workload', labels: 'selector', matchLabels: 'selector', port: 'ports' };

/** Something that says which ports it listens on. */
export type Listener = Connectable<Ports> | Peer;

/** What can be at an end of a connection: a workload of ours, or something that is declared elsewhere. */
export type Endpoint = Connectable | Caller;

/**
 * The network paths into and out of one workload.
 *
 * One NetworkPolicy per workload, rendered at synthesis, so neither the order of calls nor calling twice changes the
 * result. A workload that nothing was allowed to gets a policy that denies everything but name resolution.
 */
export class Connections<const Declared extends readonly Port[] = readonly Port[]> extends Construct {
  /** What it was declared with. */
  readonly props: ConnectionsProps<Declared>;
  /** The namespace that the workload runs in. */
  readonly namespace: string;
  /** Whether what was not declared is denied, or only written down. */
  readonly enforcement: Enforcement;
  private grantedBy?: { readonly owner: IConstruct; readonly verb: string; readonly options?: string };
  private readonly incoming = new Edges();
  private readonly outgoing = new Edges();

  constructor(scope: Construct, id: string, props: ConnectionsProps<Declared>) {
    super(scope, unused(scope, id));
    checkProps(this, props, PROPS, SYNONYMS);
    Object.defineProperty(this, CONNECTIONS, { value: true });
    this.props = props;
    const { name, enforcement } = SecureNamespace.of(this);
    this.namespace = name;
    this.enforcement = enforcement;
    const resolver = dns(Environment.of(this).facts);
    this.connect({ connections: this }, resolver, { origin: toRun(this) });
    new KubernetesObject(this, 'policy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: props.workload, ...AUDIT_METADATA[enforcement] },
      spec: Lazy.any({ produce: () => this.render() }),
    });
  }

  /** Lets this workload open connections to `target`: egress here and, where the target is ours, ingress there. */
  allowTo<T extends Endpoint>(
    target: T,
    ...nameThePorts: T extends Listener ? [options?: AllowOptions] : [options: AllowPorts]
  ): void {
    const [options = {}] = nameThePorts;
    checkAllowed(this.owner, 'allowTo', target, options);
    const call = `allowTo('${peerOf(target).name}')`;
    this.connect({ connections: this }, target, { origin: originOf(this.owner, 'allow', call), ...options });
  }

  /** Lets `source` open connections to this workload: the same rule, said from the other end. */
  allowFrom(
    source: Endpoint,
    ...nameThePorts: Declared extends Ports ? [options?: AllowOptions] : [options: AllowPorts]
  ): void {
    const [options = {}] = nameThePorts;
    checkAllowed(this.owner, 'allowFrom', source, options);
    const call = `allowFrom('${peerOf(source).name}')`;
    this.connect(source, { connections: this }, { origin: originOf(this.owner, 'allow', call), ...options });
  }

  /**
   * Says which method of which construct lets clients in, with all that they need: an open port alone is no use to them.
   *
   * `options` is what that method has to be told beside who is let in, as one would write it.
   */
  letsInBy(owner: IConstruct, verb: string, options?: string): void {
    this.grantedBy = { owner, verb, ...(options !== undefined && { options }) };
  }

  /** What the author of a platform declares the workload as. */
  get owner(): IConstruct {
    return this.grantedBy?.owner ?? this.props.owner ?? this.node.scope ?? this;
  }

  /** The method of the owner that lets clients in. @default - `allowTo` of the client is enough */
  get grant(): string | undefined {
    return this.grantedBy?.verb;
  }

  /** What that method has to be told beside who is let in, as one would write it. @default - nothing */
  get grantOptions(): string | undefined {
    return this.grantedBy?.options;
  }

  /** This workload as its peers see it. */
  get peer(): Caller & { readonly ports: readonly Port[] } {
    const { workload, ports, selector, serviceAccount } = this.props;
    return {
      name: `${this.namespace}/${workload}`,
      role: 'workload',
      ports: ports ?? [],
      selectors: [podsIn(this.namespace, selector)],
      ...(serviceAccount && { serviceAccount: `ns/${this.namespace}/sa/${serviceAccount}` }),
    };
  }

  /** Who may call this workload, sorted. */
  get ingress(): readonly Edge[] {
    return this.incoming.list;
  }

  /** What this workload may call, sorted. */
  get egress(): readonly Edge[] {
    return this.outgoing.list;
  }

  /** Everybody at the other end of its edges. */
  get others(): readonly Caller[] {
    return [...this.incoming.others, ...this.outgoing.others];
  }

  /** By symbol, so that a second copy of this package in a consumer's tree is still recognised. */
  static isConnections(construct: IConstruct): construct is Connections {
    return CONNECTIONS in construct;
  }

  private connect(source: Endpoint, target: Endpoint, options: AllowOptions & Declaration): void {
    const [from, to] = [peerOf(source), peerOf(target)];
    const { http, ports = portsOf(target) } = options;
    const what = `let '${from.name}' reach '${to.name}'`;
    if (ports.length === 0) {
      // The compiler says so before; this is for JavaScript and `any`.
      throw invalid(
        this.owner,
        `cannot ${what}, which declares no ports`,
        "name the ports to open, e.g. { ports: [Port.tcp(5432, 'postgres')] }",
      );
    }
    const own = Environment.of(this);
    const stranger = [source, target].find((end) => 'connections' in end && Environment.of(end.connections) !== own);
    if (stranger !== undefined) {
      // Each is rendered for a cluster of its own, where there may be pods that are called so, and of another team.
      throw invalid(
        this.owner,
        `cannot ${what}: '${peerOf(stranger).name}' is declared in another environment than '${own.node.path}'`,
        'declare both in one, or call it by its address outside',
      );
    }
    const nobody = [from, to].find(({ selectors }) => selectors.length === 0);
    if (nobody !== undefined) {
      // An empty list in a NetworkPolicy is everyone.
      throw invalid(this.owner, `cannot ${what}: '${nobody.name}' is no pods and no addresses`, 'name some');
    }
    const problem = http && limitProblem(from, target, http, ports);
    if (problem) throw invalid(this.owner, `cannot ${what} as it ${problem[0]}`, problem[1]);
    const { trustDomain } = own.facts.cluster;
    const [caller, called] = [this.named(source, 'ports' in from), this.named(target, true)];
    for (const port of ports) {
      const edge = edgeBetween(from, to, port, options, trustDomain);
      if ('connections' in source) source.connections.outgoing.add(edge, called);
      if ('connections' in target) target.connections.incoming.add(edge, caller);
    }
  }

  /** An end as the platform lets it be named. Who only calls, such as clients from anywhere, is left as it is. */
  private named(end: Endpoint, isCalled: boolean): Caller {
    const peer = peerOf(end);
    if ('connections' in end || !isCalled) return peer;
    const { parameters } = Environment.of(this);
    const problems = problemsOfRanges(peer, parameters).flatMap((one) => invalid(this.owner, ...one).problems);
    if (problems.length > 0) throw new UserError(problems);
    return named(peer, parameters);
  }

  private render(): NetworkPolicySpec {
    const also = ALLOW_ALL[this.enforcement];
    return {
      podSelector: { matchLabels: this.props.selector },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [...this.incoming.rules.map(({ selectors, ports }) => ({ from: selectors, ports })), ...also],
      egress: [...this.outgoing.rules.map(({ selectors, ports }) => ({ to: selectors, ports })), ...also],
    };
  }
}

function peerOf(end: Endpoint): Caller {
  return 'connections' in end ? end.connections.peer : end;
}

function portsOf(end: Endpoint): readonly Port[] {
  if ('connections' in end) return end.connections.props.ports ?? [];
  return 'ports' in end ? (end as Peer).ports : [];
}

/** An AuthorizationPolicy is what limits HTTP, so the mesh has to know both ends, and the target has to be ours. */
function limitProblem(
  from: Caller,
  target: Endpoint,
  http: HttpLimit,
  ports: readonly Port[],
): readonly [string, string] | undefined {
  const enforcer = 'connections' in target ? target.connections.props.serviceAccount : undefined;
  if (enforcer === undefined) {
    return ['limits HTTP at a target that has no sidecar of ours', 'leave `http` out, and let the target check'];
  }
  if (from.serviceAccount === undefined) {
    return ['limits HTTP for a caller that the mesh does not know', 'name its service account, or leave `http` out'];
  }
  return problemOf(http, ports);
}
