import type { Manifest } from '../../constructs';
import { namespace, pod } from './reachability-cases';

function istio(kind: string, path: string, spec: object = {}): Manifest {
  const [space = '', name = ''] = path.split('/');
  return { apiVersion: 'security.istio.io/v1', kind, metadata: { namespace: space, name }, spec };
}

export const authorization = (path: string, spec?: object) => istio('AuthorizationPolicy', path, spec);
export const peers = (path: string, spec: object) => istio('PeerAuthentication', path, spec);
export const mode = (one: string) => ({ mtls: { mode: one } });
export const selector = (name: string) => ({ selector: { matchLabels: { app: name } } });
export const source = (one: object) => ({ from: [{ source: one }] });
export const operation = (one: object) => ({ to: [{ operation: one }] });
export const principal = (space: string, account: string, domain = 'cluster.local') =>
  `${domain}/ns/${space}/sa/${account}`;

/** An object as the cluster gives it back. */
export function created(object: Manifest, creationTimestamp: string): Manifest {
  return { ...object, metadata: { ...object.metadata, creationTimestamp } } as Manifest;
}

export const MESH = namespace('mesh', { 'istio-injection': 'enabled' });
const PLAIN = namespace('plain');
export const A = pod('mesh/a', { serviceAccountName: 'a' });
const B = pod('mesh/b', { serviceAccountName: 'b' });
const OUT = pod('plain/out', { serviceAccountName: 'a' });
export const CAST = [MESH, PLAIN, A, B, OUT];

/** A gateway of Istio, open to the network. */
export const GATEWAY: Manifest = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'edge', namespace: 'mesh' },
  spec: { gatewayClassName: 'istio' },
};
export const TO_GATEWAY = { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }] };
