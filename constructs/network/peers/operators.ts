import type { Facts } from '../../environment';
import { OPERATOR_NAMESPACES } from '../../operators/namespaces';
import { type Caller, type Peer, podsIn } from '../peer';
import { Port } from '../port';

/** Istio's control plane, which hands every sidecar its certificate and configuration. */
export const istiod: Peer = {
  name: 'istiod',
  role: 'infrastructure',
  ports: [Port.tcp(15012, 'xds')],
  selectors: [podsIn(OPERATOR_NAMESPACES.istio, { app: 'istiod' })],
};

/** Prometheus, which scrapes. */
export const prometheus: Caller = {
  name: 'prometheus',
  role: 'infrastructure',
  selectors: [podsIn(OPERATOR_NAMESPACES.monitoring, { 'app.kubernetes.io/name': 'prometheus' })],
};

/** The CloudNativePG operator, which calls every instance for its status. */
export const cloudNativePg: Caller = {
  name: 'cloudnative-pg',
  role: 'infrastructure',
  selectors: [podsIn(OPERATOR_NAMESPACES.cloudNativePg, { 'app.kubernetes.io/name': 'cloudnative-pg' })],
};

/** The Vault Secrets Operator, which fetches what it delivers: the caller of a Vault in a namespace of ours. */
export const vaultSecretsOperator: Caller = {
  name: 'vault-secrets-operator',
  role: 'infrastructure',
  selectors: [podsIn(OPERATOR_NAMESPACES.vaultSecrets, { 'app.kubernetes.io/name': 'vault-secrets-operator' })],
};

/** The Vault server, which makes and drops the database's roles, and which a workload may ask by itself. */
export function vaultServer({ vault }: Facts): Peer {
  return {
    name: 'vault',
    role: 'infrastructure',
    ports: [Port.tcp(8200, 'vault')],
    selectors: [podsIn(vault.namespace, { 'app.kubernetes.io/name': 'vault', component: 'server' })],
  };
}
