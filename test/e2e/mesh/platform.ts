import type { KubernetesResource, Manifest } from '../../../constructs/plan/resource';
import { referenceFacts, referenceResources } from '../../support/reference';

/** Where production runs, as its stack file says. */
export const FACTS = referenceFacts('production');

/** The service that the gateway leads to. */
export const API = 'dwcp-api';

/** What the mesh reads, and the service that it leads to; workloads that nobody calls through it are left out. */
const KINDS = ['Namespace', 'ServiceAccount', 'Service', 'ConfigMap'];

/** The reference platform as production has it: all that is for the mesh, and what of Kubernetes it is about. */
export function platform(): readonly Manifest[] {
  return referenceResources('production')
    .filter((resource): resource is KubernetesResource => resource.api === 'kubernetes')
    .map(({ object }) => object)
    .filter(
      ({ apiVersion, kind, metadata }) => forMesh(apiVersion) || KINDS.includes(kind) || isApi(kind, metadata.name),
    );
}

/** Whether a kind of this group is read by istiod. */
export function forMesh(apiVersion: string): boolean {
  return /\.istio\.io\/|^gateway\.networking\.k8s\.io\//.test(apiVersion);
}

function isApi(kind: string, name: string): boolean {
  return kind === 'Deployment' && name === API;
}
