import { Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { Environment } from '../environment';
import { invalid } from '../invalid';
import { KubernetesObject, type NetworkPolicySpec } from '../kubernetes';
import { dns, type Peer, podsIn } from './peer';
import type { Port } from './port';
import { SecureNamespace } from './secure-namespace';

/** Anything that can be one end of an allowed connection. */
export interface Connectable {
  readonly connections: Connections;
}

export interface ConnectionsProps {
  /** Name of the workload, of its NetworkPolicy, and in previews; unique in its namespace. */
  readonly workload: string;

  /** Labels that select exactly this workload's pods. */
  readonly selector: Readonly<Record<string, string>>;

  /**
   * Ports that the workload listens on: what a caller gets when it names none.
   *
   * @default - none: every `allowTo` to this workload must name its ports
   */
  readonly ports?: readonly Port[];

  /**
   * Service account that the mesh knows the workload by.
   *
   * @default - the workload is outside the mesh
   */
  readonly serviceAccount?: string;
}

export interface AllowOptions {
  /**
   * Ports to open on the target.
   *
   * @default - every port that the target declares
   */
  readonly ports?: readonly Port[];
}

/** One end of a connection: a workload of ours, or something that is declared elsewhere. */
export type End = Connectable | Peer;

/** A peer and a port that is open between it and the workload. */
export interface Opening {
  readonly peer: Peer;
  readonly port: Port;
}

/**
 * The network paths into and out of one workload.
 *
 * One NetworkPolicy per workload, rendered at synthesis, so neither the order of calls nor calling twice changes the
 * result. A workload that nothing was allowed to gets a policy that denies everything but name resolution.
 */
export class Connections extends Construct {
  readonly props: ConnectionsProps;
  readonly namespace: string;
  private readonly incoming = new Map<string, Opening>();
  private readonly outgoing = new Map<string, Opening>();

  constructor(scope: Construct, id: string, props: ConnectionsProps) {
    super(scope, id);
    this.props = props;
    this.namespace = SecureNamespace.of(this).name;
    open(this.outgoing, dns(Environment.of(this).facts));
    new KubernetesObject(this, 'policy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: props.workload },
      spec: Lazy.any({ produce: () => this.render() }),
    });
  }

  /** Lets this workload open connections to `target`: egress here and, where the target is ours, ingress there. */
  allowTo(target: End, options: AllowOptions = {}): void {
    this.connect({ connections: this }, target, options);
  }

  /** Lets `source` open connections to this workload: the same rule, said from the other end. */
  allowFrom(source: End, options: AllowOptions = {}): void {
    this.connect(source, { connections: this }, options);
  }

  /** This workload as its peers see it. */
  get peer(): Peer {
    const { workload, ports, selector, serviceAccount } = this.props;
    const { trustDomain } = Environment.of(this).facts.cluster;
    return {
      name: `${this.namespace}/${workload}`,
      role: 'workload',
      ports: ports ?? [],
      selectors: [podsIn(this.namespace, selector)],
      ...(serviceAccount && { principal: `${trustDomain}/ns/${this.namespace}/sa/${serviceAccount}` }),
    };
  }

  /** What may call this workload, sorted. */
  get ingress(): readonly Opening[] {
    return sorted(this.incoming);
  }

  /** What this workload may call, sorted. */
  get egress(): readonly Opening[] {
    return sorted(this.outgoing);
  }

  static isConnections(construct: IConstruct): construct is Connections {
    return construct instanceof Connections;
  }

  private connect(source: End, target: End, { ports = peerOf(target).ports }: AllowOptions): void {
    if (ports.length === 0) {
      throw invalid(
        this.node.scope ?? this,
        `cannot let '${peerOf(source).name}' reach '${peerOf(target).name}', which declares no ports`,
        "name the ports to open, e.g. { ports: [Port.tcp(5432, 'postgres')] }",
      );
    }
    if ('connections' in source) open(source.connections.outgoing, peerOf(target), ports);
    if ('connections' in target) open(target.connections.incoming, peerOf(source), ports);
  }

  private render(): NetworkPolicySpec {
    return {
      podSelector: { matchLabels: this.props.selector },
      policyTypes: ['Ingress', 'Egress'],
      ingress: byPeer(this.ingress).map(([peer, ports]) => ({ from: peer.selectors, ports })),
      egress: byPeer(this.egress).map(([peer, ports]) => ({ to: peer.selectors, ports })),
    };
  }
}

function peerOf(end: End): Peer {
  return 'connections' in end ? end.connections.peer : end;
}

function open(side: Map<string, Opening>, peer: Peer, ports = peer.ports): void {
  for (const port of ports) side.set(`${peer.name} ${port}`, { peer, port });
}

function sorted(side: ReadonlyMap<string, Opening>): Opening[] {
  return [...side.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, opening]) => opening);
}

/** One rule per peer, with all of its ports. */
function byPeer(openings: readonly Opening[]): [Peer, { port: number; protocol: string }[]][] {
  const rules = new Map<string, [Peer, { port: number; protocol: string }[]]>();
  for (const { peer, port } of openings) {
    const rule = rules.get(peer.name) ?? [peer, []];
    rule[1].push({ port: port.number, protocol: port.protocol });
    rules.set(peer.name, rule);
  }
  return [...rules.values()];
}
