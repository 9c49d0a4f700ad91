import type { Facts } from '../../facts/facts';
import { UserError } from '../../invalid';
import { monitoring, operatorNamespaces } from '../../operators/whereabouts';
import { type Caller, type Peer, podsIn } from '../peer';
import { Port } from '../port';

/** Istio's control plane, which hands every sidecar its certificate and configuration. */
export function istiod(facts: Facts): Peer {
  return {
    name: 'istiod',
    role: 'infrastructure',
    ports: [Port.tcp(15012, 'xds')],
    selectors: [podsIn(operatorNamespaces(facts).istio, { app: 'istiod' })],
  };
}

/** Prometheus, which scrapes. */
export function prometheus(facts: Facts): Caller {
  const { namespace, prometheus: labels } = monitoring(facts);
  return { name: 'prometheus', role: 'infrastructure', selectors: [podsIn(namespace, labels)] };
}

/** The CloudNativePG operator, which calls every instance for its status. */
export function cloudNativePg(facts: Facts): Caller {
  return operator('cloudnative-pg', operatorNamespaces(facts).cloudNativePg);
}

/** The Vault Secrets Operator, which fetches what it delivers: the caller of a Vault in a namespace of ours. */
export function vaultSecretsOperator(facts: Facts): Caller {
  return operator('vault-secrets-operator', operatorNamespaces(facts).vaultSecrets);
}

/** External Secrets, which delivers what is kept in AWS Secrets Manager. It calls nobody in the cluster but the API server. */
export function externalSecrets(facts: Facts): Caller {
  return operator('external-secrets', operatorNamespaces(facts).externalSecrets);
}

/** cert-manager, which has Vault sign for a `CertificateIssuer`: the caller of a Vault in a namespace of ours. */
export function certManager(facts: Facts): Caller {
  return operator('cert-manager', operatorNamespaces(facts).certManager);
}

/** The Vault server, which makes and drops the database's roles, and which a workload may ask by itself. */
export function vaultServer({ vault }: Facts): Peer {
  if (vault === undefined) {
    throw new UserError([
      "'vault' is nowhere, since there is no fact `vault`; give it address, namespace and databaseCertificates",
    ]);
  }
  return {
    name: 'vault',
    role: 'infrastructure',
    ports: [Port.tcp(8200, 'vault')],
    selectors: [podsIn(vault.namespace, { 'app.kubernetes.io/name': 'vault', component: 'server' })],
  };
}

function operator(name: string, namespace: string): Caller {
  return { name, role: 'infrastructure', selectors: [podsIn(namespace, { 'app.kubernetes.io/name': name })] };
}
