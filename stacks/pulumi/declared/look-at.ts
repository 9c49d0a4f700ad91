import type { Manifest } from '../../../constructs';
import { factsOf, kindOf } from '../../../constructs/plan/kinds';

/** What most often keeps a kind from coming up, and is not seen at the object itself. By group, or by group and kind. */
const USUALLY: Readonly<Record<string, string>> = {
  'cert-manager.io': 'the ClusterIssuer of dwcp:certificateIssuer has to prove the name by DNS-01',
  'cert-manager.io/Issuer':
    'cert-manager has to reach dwcp:vault.address, and to trust its certificate by dwcp:vault.authorityCertificate',
  'external-secrets.io/ExternalSecret':
    'AWS Secrets Manager has to have it, as an object of JSON with every key, and the role has to be let read it',
  'external-secrets.io/SecretStore':
    'External Secrets has to run, and the role of dwcp:secretsManager has to trust the service account of the namespace',
  'gateway.networking.k8s.io': 'Istio has to serve the class of the gateway, and to get an address for it',
  'keda.sh': 'KEDA has to run, and the workload to have no other autoscaler',
  'postgresql.cnpg.io': 'CloudNativePG has to run, and nodes have to have room and disks for its pods',
  'secrets.hashicorp.com/VaultAuth': 'the Vault Secrets Operator has to run, and to know the VaultConnection',
  'secrets.hashicorp.com/VaultConnection':
    'the Vault Secrets Operator has to reach dwcp:vault.address, and to trust its certificate by dwcp:vault.caPath',
  'secrets.hashicorp.com/VaultDynamicSecret':
    'Vault has to have the certificates of the database, in dwcp:vault.databaseCertificates',
};

/** Where it is said why something does not come up, and what to see to; the next `up` goes on from there. */
export function lookAt(object: Manifest): string {
  const { kind, metadata } = object;
  const [of, group] = [kindOf(object), object.apiVersion.split('/')[0]!];
  const kubectl = `kubectl --namespace ${metadata.namespace ?? 'default'}`;
  if (factsOf(of).template !== undefined) {
    return (
      `\`${kubectl} get events --field-selector type=Warning\` says why: an image that cannot be pulled, ` +
      'a Secret that is missing, no node with room'
    );
  }
  const usually = USUALLY[of] ?? USUALLY[group];
  // With its group: another operator may have a kind of that name.
  const described = `\`${kubectl} describe ${kind.toLowerCase()}.${group} ${metadata.name}\` says why`;
  return usually === undefined ? described : `${described}; ${usually}`;
}
