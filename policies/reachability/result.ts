import type { Plan } from '../../constructs/plan/plan';
import type { Resource } from '../../constructs/plan/resource';

/** What a NetworkPolicy can tell apart. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** Ports of one protocol, both ends included. */
export interface PortRange {
  /** The transport. */
  readonly protocol: Protocol;
  /** The lowest port. */
  readonly from: number;
  /** The highest port, included. */
  readonly to: number;
}

/** One end of a connection: pods that no policy tells apart, or addresses outside the cluster. */
export type Party =
  | {
      readonly kind: 'workload';
      /** `Deployment dwcp/dwcp-api`; unique. */
      readonly id: string;
      readonly namespace: string;
      readonly labels: Readonly<Record<string, string>>;
      /**
       * Set when no object makes such pods: only a policy names them, such as the cluster's DNS, or nobody does, and they
       * stand for any pod that the input does not hold.
       *
       * @default - an object of the input makes them
       */
      readonly assumed?: true;
    }
  | {
      readonly kind: 'cidr';
      /** `203.0.113.0/24`. */
      readonly id: string;
      readonly except: readonly string[];
    };

/**
 * What `from` can open on `to`. Ports that are not listed are closed, and so is a pair that is not, if an object of the
 * input makes one of its ends.
 */
export interface Connection {
  /** Id of a party. */
  readonly from: string;
  /** Id of a party. */
  readonly to: string;
  /** Sorted, disjoint, as wide as they are: 1 to 65535 is every port. */
  readonly ports: readonly PortRange[];
  /** `unknown` where something could not be evaluated: it may be open. */
  readonly outcome: 'open' | 'unknown';
  /** What could not be evaluated. @default - everything could */
  readonly why?: string;
  /** What the mesh asks of single requests besides, such as `only methods GET`. @default - nothing */
  readonly conditions?: readonly string[];
}

/** Who can open a connection to whom, computed from rendered objects alone. */
export interface Reachability {
  /** Every end that policies can tell apart. */
  readonly parties: readonly Party[];
  /** Every pair of which something is open, or may be. */
  readonly connections: readonly Connection[];
  /** What could not be read at all, in sentences for people, each naming the object. */
  readonly unknowns: readonly string[];
  /** What the input leaves open, in sentences: policies that select nobody in it, who else may make pods, what has none. */
  readonly notes: readonly string[];
}

/** Whether one party can open a port on another. */
export interface Question {
  /** Id of a party, or its `namespace/name`. */
  readonly from: string;
  /** Id of a party, its `namespace/name`, or that of a Service. */
  readonly to: string;
  /** The port at the callee. */
  readonly port: number;
  /** The transport. */
  readonly protocol: Protocol;
}

/** A port that somebody who is called is known by: one that a Service has, or that a container declares. */
export interface KnownPort {
  /** What it is called: of a Service its name and that of its target, of a container its name; none where it has none. */
  readonly names: readonly string[];
  /** Its number, as a caller gives it. */
  readonly port: number;
  /** The transport. */
  readonly protocol: Protocol;
  /** Where a connection to it ends: at the workload itself, or at those behind a Service; nowhere where none declares it. */
  readonly leadsTo: readonly { readonly id: string; readonly port: number }[];
}

/** One check that a connection has to pass: a network policy at the caller, at the callee, or the mesh. */
export interface Step {
  /** Whose policies decide it. */
  readonly at: 'egress' | 'ingress' | 'mesh';
  /** What they decide. */
  readonly outcome: 'open' | 'closed' | 'unknown';
  /** Ids of the policies that decided, such as `networking.k8s.io/v1/NetworkPolicy dwcp/dwcp-api`; none when none applies. */
  readonly policies: readonly string[];
  /** A sentence for people. */
  readonly because: string;
}

/** Why a connection can be opened, or cannot. */
export interface Explanation {
  /** What was asked. */
  readonly question: Question;
  /** `unknown` where something on the way could not be evaluated. */
  readonly outcome: 'open' | 'closed' | 'unknown';
  /** Every check on the way, in its order. */
  readonly steps: readonly Step[];
  /** What would have to be declared, or which field to change, to get the opposite. */
  readonly remedy: string;
  /** How a Service leads to the workload. @default - the question named the workload itself */
  readonly through?: string;
}

/** Where the objects come from: a plan of ours knows construct paths, a folder of manifests does not. */
export type Objects = readonly ObjectRead[];

/** An object, and whether it could be read. */
export interface ObjectRead extends Pick<Extract<Resource, { api: 'kubernetes' }>, 'id' | 'path' | 'object'> {
  /** Why what it says is not known: the API server would refuse it. @default - it was read whole */
  readonly doubt?: string;
}

/** What no manifest says, and the facts of a cluster do. */
export interface Options {
  /** Addresses that pods have. @default - unknown, so whether an ipBlock holds pods is unknown too */
  readonly podCidrs?: readonly string[];
  /** Addresses that nodes have. @default - unknown */
  readonly nodeCidrs?: readonly string[];
  /** The trust domain of the mesh. @default - the one that principals in the input are of, if they are of one */
  readonly trustDomain?: string;
  /** The namespace whose mesh policies are for the whole mesh. @default - `istio-system`, as Istio's own installation has it */
  readonly meshRoot?: string;
  /** What was declared, by which a remedy names constructs. @default - nothing: it names fields of objects */
  readonly declared?: Pick<Plan, 'ends' | 'edges'>;
}
