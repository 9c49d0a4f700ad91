import type { IConstruct } from 'constructs';
import type { HttpLimit } from './http-limit';
import { type Caller, principal } from './peer';
import type { Port } from './port';

/** Who said an edge, and where: a line of the platform, or of a construct that it is part of. */
export interface Origin {
  /**
   * What it is part of: nothing more (`allow`), a grant, a route of a gateway, a scrape, or what it takes to run the
   * workload at all (`operator`): name resolution, probes, the mesh, whoever operates a database.
   */
  readonly by: 'allow' | 'grant' | 'expose' | 'observe' | 'operator';
  /** The line of the platform that said it. */
  readonly declaredAt: {
    /** Path of the construct that was called. */
    readonly path: string;
    /** What was called, such as `grantReadWrite('orders/api')`. */
    readonly call: string;
  };
}

/** A declared permission: who may open which port on whom, and by what identity the target knows the caller. */
export interface Edge extends Origin {
  /** Name of an end: see `endsOf`. */
  readonly from: string;
  /** Name of the end that listens. */
  readonly to: string;
  /** The one port that it opens. */
  readonly port: number;
  /** What the port speaks: TCP, UDP or SCTP. */
  readonly protocol: Port['protocol'];
  /** Whether it is there to run workloads at all, rather than for what they do. */
  readonly infrastructure: boolean;
  /** What it is for, in the words of whoever declared it. @default - nobody said */
  readonly why?: string;
  /** Service-account principal of the caller. @default - the caller is outside the mesh */
  readonly identity?: string;
  /** Methods and paths that it is limited to. @default - everything that is said on the port */
  readonly http?: HttpLimit;
}

/** What is said of an edge beside its ends and its port. */
export interface Declaration {
  readonly origin: Origin;
  readonly why?: string;
  readonly http?: HttpLimit;
}

/** The edge by which one end may open a port of another. */
export function edgeBetween(from: Caller, to: Caller, port: Port, said: Declaration, trustDomain: string): Edge {
  const { origin, why, http } = said;
  return {
    from: from.name,
    to: to.name,
    port: port.number,
    protocol: port.protocol,
    infrastructure: from.role === 'infrastructure' || to.role === 'infrastructure',
    ...origin,
    ...(why !== undefined && { why }),
    ...(from.serviceAccount !== undefined && { identity: principal(trustDomain, from.serviceAccount) }),
    ...(http && { http }),
  };
}

/** The origin of edges that a construct needs in order to run. */
export function toRun(construct: IConstruct): Origin {
  return originOf(construct, 'operator', `new ${construct.constructor.name}`);
}

/** The origin of edges that a call of a construct's method declares. */
export function originOf({ node }: IConstruct, by: Origin['by'], call: string): Origin {
  return { by, declaredAt: { path: node.path, call } };
}

/**
 * Of two statements that declare one edge, the one to keep: whichever says why, else the same one in any order of calls.
 */
export function clearer(one: Edge, other: Edge): Edge {
  return rank(one) <= rank(other) ? one : other;
}

function rank({ why, by, declaredAt: { path, call } }: Edge): string {
  return JSON.stringify([why === undefined, by, path, call, why]);
}
