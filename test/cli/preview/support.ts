import { type Comparison, comparisonOf, type Side } from '../../../cli/preview/comparison';
import type { Manifest, Plan, Resource } from '../../../constructs';
import { kubernetesResource, vaultResource } from '../../../constructs/plan/resource';

/** What one side of a comparison is made of: manifests, resources of Vault, and what else is known of it. */
export interface SideGiven extends Partial<Omit<Side, 'plan'>> {
  readonly objects?: readonly Manifest[];
  readonly vault?: readonly Pick<Extract<Resource, { api: 'vault' }>, 'type' | 'vaultPath' | 'args'>[];
  readonly plan?: Partial<Plan>;
}

/** A plan of these objects, in a cluster whose addresses are known. */
function planWith({ objects = [], vault = [], plan = {} }: SideGiven): Plan {
  return {
    schema: 1,
    environment: 'test',
    data: 'disposable',
    cluster: {
      podCidrs: ['10.244.0.0/16'],
      nodeCidrs: ['10.0.0.0/16'],
      trustDomain: 'cluster.local',
      meshRoot: 'istio-system',
    },
    resources: [
      ...objects.map((object) => kubernetesResource(object, `shop/${object.metadata.name}`)),
      ...vault.map((one) => vaultResource(one, `shop/${one.vaultPath}`)),
    ],
    ends: [],
    edges: [],
    ...plan,
  };
}

/** Two plans of anybody's objects, compared. */
export function comparing(before: SideGiven, after: SideGiven): Comparison {
  return comparisonOf(sideOf(before, 'main'), sideOf(after, 'the working tree'));
}

function sideOf({ objects, vault, plan, ...rest }: SideGiven, from: string): Side {
  const given = { ...(objects && { objects }), ...(vault && { vault }), ...(plan && { plan }) };
  return { from, plan: planWith(given), ...rest };
}

/** An object of any kind in the namespace `shop`. */
export function manifest(apiVersion: string, kind: string, name: string, rest: object = {}): Manifest {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, ...rest };
}
