import type { Rule } from '../rule';
import { authorizationByIdentity } from './authorization-by-identity';
import { authorizationDeniesByDefault } from './authorization-denies-by-default';
import { capabilitiesDropped } from './capabilities-dropped';
import { credentialLifetimesBounded } from './credential-lifetimes-bounded';
import { disruptionsBudgeted } from './disruptions-budgeted';
import { hostNamespacesIsolated } from './host-namespaces-isolated';
import { imageByDigest } from './image-by-digest';
import { metadataAddressExcluded } from './metadata-address-excluded';
import { namespacesDenyByDefault } from './namespaces-deny-by-default';
import { namespacesInTheMesh } from './namespaces-in-the-mesh';
import { networkPeersExplicit } from './network-peers-explicit';
import { noClearTextExceptions } from './no-clear-text-exceptions';
import { noHostPathVolumes } from './no-host-path-volumes';
import { noOpenCidr } from './no-open-cidr';
import { noPrivilegeEscalation } from './no-privilege-escalation';
import { noSecretValues } from './no-secret-values';
import { noSecretValuesInVault } from './no-secret-values-in-vault';
import { probesDeclared } from './probes-declared';
import { readOnlyRootFilesystem } from './read-only-root-filesystem';
import { replicasSurviveANode } from './replicas-survive-a-node';
import { resourcesExplicit } from './resources-explicit';
import { runAsNonRoot } from './run-as-non-root';
import { seccompRuntimeDefault } from './seccomp-runtime-default';
import { serviceAccountDedicated } from './service-account-dedicated';
import { serviceAccountTokenNotMounted } from './service-account-token-not-mounted';
import { strictMutualTls } from './strict-mutual-tls';
import { vaultOverTls } from './vault-over-tls';
import { vaultPoliciesLeastPrivilege } from './vault-policies-least-privilege';
import { vaultRolesBound } from './vault-roles-bound';

/** Every rule of the baseline, in the order they are reported. */
export const rules: readonly Rule[] = [
  hostNamespacesIsolated,
  noHostPathVolumes,
  runAsNonRoot,
  noPrivilegeEscalation,
  capabilitiesDropped,
  seccompRuntimeDefault,
  readOnlyRootFilesystem,
  serviceAccountDedicated,
  serviceAccountTokenNotMounted,
  imageByDigest,
  resourcesExplicit,
  probesDeclared,
  replicasSurviveANode,
  disruptionsBudgeted,
  namespacesDenyByDefault,
  networkPeersExplicit,
  noOpenCidr,
  metadataAddressExcluded,
  namespacesInTheMesh,
  strictMutualTls,
  noClearTextExceptions,
  authorizationDeniesByDefault,
  authorizationByIdentity,
  vaultOverTls,
  vaultRolesBound,
  vaultPoliciesLeastPrivilege,
  credentialLifetimesBounded,
  noSecretValues,
  noSecretValuesInVault,
];
