import type { Rule } from '../rule';
import { serviceAccountDedicated } from './access/service-account-dedicated';
import { serviceAccountTokenNotMounted } from './access/service-account-token-not-mounted';
import { disruptionsBudgeted } from './availability/disruptions-budgeted';
import { probesDeclared } from './availability/probes-declared';
import { replicasSurviveANode } from './availability/replicas-survive-a-node';
import { authorizationByIdentity } from './mesh/authorization-by-identity';
import { authorizationDeniesByDefault } from './mesh/authorization-denies-by-default';
import { envoyFiltersAreUnderstood } from './mesh/envoy-filters-are-understood';
import { namespacesInTheMesh } from './mesh/namespaces-in-the-mesh';
import { noClearTextExceptions } from './mesh/no-clear-text-exceptions';
import { strictMutualTls } from './mesh/strict-mutual-tls';
import { declaredEdgesAreOpen } from './network/declared-edges-are-open';
import { metadataAddressExcluded } from './network/metadata-address-excluded';
import { namespacesDenyByDefault } from './network/namespaces-deny-by-default';
import { networkPeersExplicit } from './network/network-peers-explicit';
import { noOpenCidr } from './network/no-open-cidr';
import { monitorsFindTheirPort } from './observability/monitors-find-their-port';
import { apparmorNotDisabled } from './pods/apparmor-not-disabled';
import { capabilitiesDropped } from './pods/capabilities-dropped';
import { hostNamespacesIsolated } from './pods/host-namespaces-isolated';
import { imageByDigest } from './pods/image-by-digest';
import { noHostPathPersistentVolumes } from './pods/no-host-path-persistent-volumes';
import { noHostPathVolumes } from './pods/no-host-path-volumes';
import { noPrivilegeEscalation } from './pods/no-privilege-escalation';
import { noSecretValues } from './pods/no-secret-values';
import { probesStayInThePod } from './pods/probes-stay-in-the-pod';
import { procMountDefault } from './pods/proc-mount-default';
import { readOnlyRootFilesystem } from './pods/read-only-root-filesystem';
import { resourcesExplicit } from './pods/resources-explicit';
import { runAsNonRoot } from './pods/run-as-non-root';
import { seccompRuntimeDefault } from './pods/seccomp-runtime-default';
import { secretsHoldNoValues } from './pods/secrets-hold-no-values';
import { selinuxOptionsDefault } from './pods/selinux-options-default';
import { sysctlsSafe } from './pods/sysctls-safe';
import { volumeTypesRestricted } from './pods/volume-types-restricted';
import { windowsHostProcessAbsent } from './pods/windows-host-process-absent';
import { credentialLifetimesBounded } from './vault/credential-lifetimes-bounded';
import { keptSecretsAreOwned } from './vault/kept-secrets-are-owned';
import { noSecretValuesInVault } from './vault/no-secret-values-in-vault';
import { vaultOverTls } from './vault/vault-over-tls';
import { vaultPoliciesLeastPrivilege } from './vault/vault-policies-least-privilege';
import { vaultRolesBound } from './vault/vault-roles-bound';

/** Every rule of the baseline, in the order they are reported. */
export const rules: readonly Rule[] = [
  hostNamespacesIsolated,
  noHostPathVolumes,
  noHostPathPersistentVolumes,
  volumeTypesRestricted,
  runAsNonRoot,
  noPrivilegeEscalation,
  capabilitiesDropped,
  seccompRuntimeDefault,
  selinuxOptionsDefault,
  apparmorNotDisabled,
  procMountDefault,
  sysctlsSafe,
  windowsHostProcessAbsent,
  probesStayInThePod,
  readOnlyRootFilesystem,
  serviceAccountDedicated,
  serviceAccountTokenNotMounted,
  imageByDigest,
  resourcesExplicit,
  probesDeclared,
  replicasSurviveANode,
  disruptionsBudgeted,
  monitorsFindTheirPort,
  namespacesDenyByDefault,
  declaredEdgesAreOpen,
  networkPeersExplicit,
  noOpenCidr,
  metadataAddressExcluded,
  namespacesInTheMesh,
  strictMutualTls,
  noClearTextExceptions,
  authorizationDeniesByDefault,
  authorizationByIdentity,
  envoyFiltersAreUnderstood,
  vaultOverTls,
  vaultRolesBound,
  vaultPoliciesLeastPrivilege,
  credentialLifetimesBounded,
  keptSecretsAreOwned,
  noSecretValues,
  secretsHoldNoValues,
  noSecretValuesInVault,
];
