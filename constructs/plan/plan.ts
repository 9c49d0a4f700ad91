import type { Environment } from '../environment';
import { UserError } from '../invalid';
import type { Edge } from '../network/edge';
import { operatorNamespaces } from '../operators/whereabouts';
import type { Posture } from '../posture';
import { edgesOf } from './edges';
import { type End, endsOf } from './ends';
import { withFormerIds } from './formerly';
import type { RuleParameters } from './parameters';
import type { Resource } from './resource';
import { synthesize } from './synthesize';

/** The version of the shape of a plan: another is another shape. */
export const PLAN_SCHEMA = 1;

/** What a rendered object does not say of the cluster that it runs in, and reachability asks. */
export interface PlanCluster {
  /**
   * The UID of its Namespace `kube-system`.
   *
   * @default - not known, as in plans of versions that did not ask for it; such a plan is compared, but not deployed
   */
  readonly id?: string;
  /** The networks of the pods. */
  readonly podCidrs: readonly string[];
  /** The networks of the nodes, from which kubelets probe. */
  readonly nodeCidrs: readonly string[];
  /** The mesh's, the first part of every identity. */
  readonly trustDomain: string;
  /** The namespace whose mesh policies are for the whole mesh: Istio's own. */
  readonly meshRoot: string;
}

/**
 * One environment, whole, as plain data: what runs, who may talk to whom, and where.
 *
 * It needs no construct tree, so the plan of another git ref is just its JSON, of which `parsePlan` makes a plan again.
 */
export interface Plan extends RuleParameters {
  /** Version of the shape: another number is another shape, and is not read. */
  readonly schema: typeof PLAN_SCHEMA;
  /** Name of the environment. */
  readonly environment: string;
  /** `protected` resources that are data survive whatever is deployed after it. */
  readonly data: Posture['data'];
  /** What of the cluster it takes to tell who reaches whom. */
  readonly cluster: PlanCluster;
  /** Each after what it depends on. */
  readonly resources: readonly Resource[];
  /** What the names in edges stand for, sorted by name. */
  readonly ends: readonly End[];
  /** Every declared permission, sorted. */
  readonly edges: readonly Edge[];
}

/**
 * The plan of an environment: deterministic, linear in what is declared, and without side effects.
 *
 * @throws UserError with every problem of the tree.
 */
export function planOf(environment: Environment): Plan {
  // For JavaScript, and for a chart or an app that is taken for one.
  const given: Partial<Environment> | undefined = environment;
  if (given?.facts === undefined) {
    throw new UserError(['planOf(…) is given what is no environment; pass one, as in planOf(new Environment(app, …))']);
  }
  const { posture, facts, parameters } = environment;
  const { id, podCidrs, nodeCidrs, trustDomain } = facts.cluster;
  return {
    schema: PLAN_SCHEMA,
    environment: posture.name,
    data: posture.data,
    cluster: { id, podCidrs, nodeCidrs, trustDomain, meshRoot: operatorNamespaces(facts).istio },
    ...parameters,
    resources: withFormerIds(synthesize(environment), environment.formerly, posture.name),
    ends: endsOf(environment),
    edges: edgesOf(environment),
  };
}
