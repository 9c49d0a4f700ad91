import { Gateway, synthesize, WebService } from '../../../constructs';
import type { Manifest } from '../../../constructs/plan/resource';
import { objectsOf } from '../../support/environment';
import { referenceFacts, referenceTree } from '../../support/reference';

/** Where production runs, as its stack file says. */
export const FACTS = referenceFacts('production');

/** The service that the gateway leads to. */
export const API = 'dwcp-api';

/** A path of ours that takes larger bodies than the others, and one whose bodies the gateway does not hold. */
export const IMPORT_BYTES = 2 * 1024 * 1024;
export const PATHS = { api: '/api', import: '/import', uploads: '/uploads' } as const;

/** What the mesh reads, and the service that it leads to; workloads that nobody calls through it are left out. */
const KINDS = ['Namespace', 'ServiceAccount', 'Service', 'ConfigMap'];

/** The reference platform as production has it, with two more paths: all that is for the mesh, and what of Kubernetes it is about. */
export function platform(): readonly Manifest[] {
  const tree = referenceTree('production');
  const gateway = tree.node.findAll().find((construct): construct is Gateway => construct instanceof Gateway)!;
  const api = tree.node
    .findAll()
    .find((construct): construct is WebService => construct instanceof WebService && construct.node.id === API)!;
  gateway.expose(api, { path: PATHS.import, requestBytes: IMPORT_BYTES });
  gateway.expose(api, { path: PATHS.uploads, requestBytes: 'streamed' });
  return objectsOf(synthesize(tree)).filter(
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
