import { Duration } from 'cdk8s';
import { Gateway, SecureNamespace, synthesize, TraceCollector, WebService } from '../../../constructs';
import type { Manifest } from '../../../constructs/plan/resource';
import { objectsOf } from '../../support/environment';
import { REFERENCE, referenceFacts } from '../../support/reference';
import { TRACE_STORE } from '../../support/trace-store';

/** Where production runs, as its stack file says. */
export const FACTS = referenceFacts('production');

/** The service that the gateway leads to. */
export const API = 'dwcp-api';

/** Production has nobody who calls the service from within, so a caller of ours does; and a worker who may not. */
export const CALLER = 'front';
export const STRANGER = 'dwcp-worker';

/** A service of gRPC, of which there are no pods: that of its Service is led to a caller's. */
export const RPC = 'rpc';

/** Who collects traces: of the gateway, of the service and of its SDK, and not of the caller. */
export const TRACES = 'traces';

/** A path of ours that takes larger bodies than the others, one whose bodies the gateway does not hold, and one to the caller. */
export const IMPORT_BYTES = 2 * 1024 * 1024;
export const PATHS = {
  api: '/api',
  import: '/import',
  uploads: '/uploads',
  front: '/front',
  reports: '/front/reports',
} as const;

/** What the caller takes itself. */
export const SHED = {
  requestsPerSecond: 10,
  burst: 40,
  lowPriority: { requestsPerSecond: 1, burst: 5, pathPrefixes: [PATHS.reports] },
} as const;

/** What the mesh reads, and who is in it here. */
const KINDS = ['Namespace', 'ServiceAccount', 'Service', 'ConfigMap'];
const WORKLOADS: readonly string[] = [API, CALLER, STRANGER, TRACES];
const CONTROLLERS = ['Deployment', 'StatefulSet'];

/** The reference platform as production has it, and ours besides: all that is for the mesh, and what of Kubernetes it is about. */
export function platform(): readonly Manifest[] {
  const tree = REFERENCE.platform.tree('production', { ...FACTS, traces: TRACE_STORE });
  const constructs = tree.node.findAll();
  const gateway = constructs.find((construct): construct is Gateway => construct instanceof Gateway)!;
  const api = constructs.find((construct): construct is WebService => construct instanceof WebService)!;
  const namespace = SecureNamespace.of(api);
  const { image, resources } = { image: FACTS.images.api, resources: { cpu: '100m', memory: '128Mi' } as const };
  const front = new WebService(namespace, CALLER, { image, resources, scale: 1, loadShedding: SHED });
  front.connections.allowTo(api);
  new WebService(namespace, RPC, { image, resources, scale: 1, protocol: 'grpc', port: 8082 });
  gateway.expose(front, { path: PATHS.front, public: true });
  gateway.expose(api, { path: PATHS.import, requestBytes: IMPORT_BYTES });
  gateway.expose(api, { path: PATHS.uploads, requestBytes: 'streamed' });
  const traces = new TraceCollector(new SecureNamespace(tree, TRACES), TRACES, {
    ...{ image, resources: { cpu: '100m', memory: '256Mi' }, tracesPerSecond: 50 },
    ...{ keptPercent: 100, decisionWait: Duration.seconds(1) },
  });
  traces.grantProxySend(gateway);
  traces.grantProxySend(api);
  traces.grantSend(api);
  return objectsOf(synthesize(tree)).filter(
    ({ apiVersion, kind, metadata }) =>
      forMesh(apiVersion) || KINDS.includes(kind) || (CONTROLLERS.includes(kind) && WORKLOADS.includes(metadata.name)),
  );
}

/** Whether a kind of this group is read by istiod. */
export function forMesh(apiVersion: string): boolean {
  return /\.istio\.io\/|^gateway\.networking\.k8s\.io\//.test(apiVersion);
}
