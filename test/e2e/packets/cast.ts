import type { Manifest } from '../../../constructs/plan/resource';
import type { Probe } from './probe';

/** A pod of the cluster. */
export interface CastPod {
  readonly kind: 'pod';
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What its containers declare: where a policy finds a port by name. */
  readonly containerPorts: readonly ContainerPort[];
  /** The workload that it is a pod of, as reachability names it. */
  readonly party: string;
}

/** An address that is no pod's, such as a client on the internet or a kubelet. */
export interface Outsider {
  readonly kind: 'outsider';
  readonly name: string;
  readonly address: string;
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

export type Port = Pick<Probe, 'port' | 'protocol'>;

/** Who is there and what is tried. Everyone listens on every port, so that only a policy can close one. */
export interface Cast {
  /** Labels of namespaces by name; the API server adds `kubernetes.io/metadata.name`. */
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly actors: readonly (CastPod | Outsider)[];
  readonly ports: readonly Port[];
}

export type Actor = CastPod | Outsider;

export function nameOf(actor: Actor): string {
  return actor.kind === 'pod' ? `${actor.namespace}/${actor.name}` : actor.name;
}

export function written({ port, protocol }: Port): string {
  return `${port}/${protocol}`;
}

/** The object that a pod is to the API server, and to whoever computes what may reach it. */
export function objectOf({ namespace, name, labels, containerPorts }: CastPod): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { containers: [{ name: 'main', image: 'none', ports: containerPorts }] },
  };
}

/** Its namespaces, as objects. */
export function namespacesOf({ namespaces }: Cast): readonly Manifest[] {
  return Object.entries(namespaces).map(([name, labels]) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  }));
}

/** Ordered pairs of which a policy can hold at least one end; nobody keeps a pod from itself. */
export function pairsOf({ actors }: Cast): readonly (readonly [from: Actor, to: Actor])[] {
  return actors.flatMap((from) =>
    actors.filter((to) => to !== from && (from.kind === 'pod' || to.kind === 'pod')).map((to) => [from, to] as const),
  );
}
