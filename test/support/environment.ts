import { App } from 'cdk8s';
import {
  Environment,
  type Facts,
  type Manifest,
  type PostgresProps,
  type Posture,
  type Resource,
  synthesize,
} from '../../constructs';

export const FACTS = {
  cluster: {
    id: 'd4b1f6c8-5a27-4e93-8f0c-3e6a9b7d2c15',
    context: 'test',
    apiServer: { cidrs: ['203.0.113.10/32'], port: 6443 },
    dns: { serviceIp: '10.96.0.10', nodeLocalIp: '169.254.20.10' },
    podCidrs: ['10.244.0.0/16'],
    nodeCidrs: ['10.0.0.0/16'],
    trustDomain: 'cluster.local',
  },
  vault: { address: 'https://vault.vault.svc:8200', namespace: 'vault', databaseCertificates: '/vault/userconfig' },
} satisfies Facts;

export const POSTURE: Posture = { name: 'test', data: 'disposable', zoneSpread: 'preferred', enforcement: 'enforced' };

/** With a version beside its digest, which the operator of databases asks for. */
export const IMAGE = `registry.example.com/app:17.6@sha256:${'ab'.repeat(32)}`;

export const RESOURCES = { cpu: '100m', memory: '128Mi' } as const;

/** A database as it is usually declared. */
export const POSTGRES = {
  instances: 3,
  image: IMAGE,
  storage: '10Gi',
  resources: RESOURCES,
  pooler: { instances: 2, resources: RESOURCES, image: IMAGE },
  credentials: { ttlHours: 12 },
} as const satisfies PostgresProps;

/** An environment with nothing in it, named `test`. */
export function environment(posture: Partial<Posture> = {}, facts: Partial<Facts> = {}): Environment {
  return new Environment(new App(), 'test', { posture: { ...POSTURE, ...posture }, facts: { ...FACTS, ...facts } });
}

/** The Kubernetes objects among the resources. */
export function objectsOf(resources: readonly Resource[]): Manifest[] {
  return resources.flatMap((resource) => (resource.api === 'kubernetes' ? [resource.object] : []));
}

/** The one object of a kind and name, as the tree renders it. */
export function objectIn(tree: Environment, kind: string, name: string): Manifest {
  const found = objectsOf(synthesize(tree)).filter((object) => object.kind === kind && object.metadata.name === name);
  if (found.length !== 1) throw new Error(`${found.length} objects are ${kind} ${name}`);
  return found[0]!;
}
