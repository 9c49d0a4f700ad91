import { SecureNamespace, synthesize, WebService } from '../../../constructs';
import type { Manifest } from '../../../constructs/plan/resource';
import { objectsOf } from '../../support/environment';
import { liveEnvironment } from './environment';

const RESOURCES = { cpu: '50m', memory: '128Mi' } as const;

export const SHOP = 'shop';
export const OUTSIDE = 'outside';

/** A service of three replicas, and a caller that is allowed to call it: as the library renders them for production. */
export function shop(image: string, clusterId: string): readonly Manifest[] {
  const environment = liveEnvironment(clusterId);
  const namespace = new SecureNamespace(environment, SHOP);
  const api = new WebService(namespace, 'api', { image, scale: 3, resources: RESOURCES });
  const front = new WebService(namespace, 'front', { image, scale: 1, resources: RESOURCES });
  front.connections.allowTo(api);
  // Nobody is allowed anything, and it says so itself.
  new WebService(namespace, 'bystander', { image, scale: 1, resources: RESOURCES });
  return objectsOf(synthesize(environment));
}

/** A namespace that no policy keeps anything in, with a stranger and one who bears the labels of the caller. */
export function outside(image: string): readonly Manifest[] {
  const pod = (name: string, labels: Record<string, string>): Manifest => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: OUTSIDE, labels },
    spec: { containers: [{ name, image }], terminationGracePeriodSeconds: 1 },
  });
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: OUTSIDE } },
    pod('stranger', { app: 'stranger' }),
    pod('namesake', { 'dwcp.io/workload': 'front' }),
  ];
}
