import type { Rule } from '../rule';
import { clusterAdminNotBound } from './access/cluster-admin-not-bound';
import { defaultNamespaceEmpty } from './access/default-namespace-empty';
import { namespacesEnforceRestricted } from './access/namespaces-enforce-restricted';
import { noBindingForEveryone } from './access/no-binding-for-everyone';
import { noLongLivedTokens } from './access/no-long-lived-tokens';
import { rbacCannotEscalate } from './access/rbac-cannot-escalate';
import { rbacKeepsOutOfPodsAndNodes } from './access/rbac-keeps-out-of-pods-and-nodes';
import { rbacWithoutWildcards } from './access/rbac-without-wildcards';
import { secretsReadByName } from './access/secrets-read-by-name';
import { serviceAccountDedicated } from './access/service-account-dedicated';
import { serviceAccountTokenNotMounted } from './access/service-account-token-not-mounted';
import { serviceAccountsUnshared } from './access/service-accounts-unshared';
import { autoscalersHaveATarget } from './availability/autoscalers-have-a-target';
import { budgetsAllowADrain } from './availability/budgets-allow-a-drain';
import { budgetsSelectPods } from './availability/budgets-select-pods';
import { disruptionsBudgeted } from './availability/disruptions-budgeted';
import { jobsEnd } from './availability/jobs-end';
import { keysAndPortsExist } from './availability/keys-and-ports-exist';
import { oneBudgetPerPod } from './availability/one-budget-per-pod';
import { probesDeclared } from './availability/probes-declared';
import { probesDiffer } from './availability/probes-differ';
import { referencesExist } from './availability/references-exist';
import { replicasLeftToTheAutoscaler } from './availability/replicas-left-to-the-autoscaler';
import { replicasSurviveANode } from './availability/replicas-survive-a-node';
import { rolloutsAbort } from './availability/rollouts-abort';
import { selectorsMatchTheirTemplate } from './availability/selectors-match-their-template';
import { backupsScheduledAndEncrypted } from './data/backups-scheduled-and-encrypted';
import { databasesAreBackedUp } from './data/databases-are-backed-up';
import { poolFitsTheDatabase } from './data/pool-fits-the-database';
import { postgresInstancesApart } from './data/postgres-instances-apart';
import { postgresLoginStrict } from './data/postgres-login-strict';
import { redisAuthenticatedAndTls } from './data/redis-authenticated-and-tls';
import { volumesOutliveTheirPods } from './data/volumes-outlive-their-pods';
import { authorizationByIdentity } from './mesh/authorization-by-identity';
import { authorizationDeniesByDefault } from './mesh/authorization-denies-by-default';
import { envoyFiltersAreUnderstood } from './mesh/envoy-filters-are-understood';
import { gatewayListenersUseTls } from './mesh/gateway-listeners-use-tls';
import { meshHostsNarrow } from './mesh/mesh-hosts-narrow';
import { namespacesInTheMesh } from './mesh/namespaces-in-the-mesh';
import { noClearTextExceptions } from './mesh/no-clear-text-exceptions';
import { onePeerAuthenticationPerNamespace } from './mesh/one-peer-authentication-per-namespace';
import { proxyIdentityNotBorrowed } from './mesh/proxy-identity-not-borrowed';
import { sidecarNotOverridden } from './mesh/sidecar-not-overridden';
import { strictMutualTls } from './mesh/strict-mutual-tls';
import { tlsNotSwitchedOff } from './mesh/tls-not-switched-off';
import { tokensAreRequired } from './mesh/tokens-are-required';
import { trafficStaysInTheSidecar } from './mesh/traffic-stays-in-the-sidecar';
import { declaredEdgesAreOpen } from './network/declared-edges-are-open';
import { metadataAddressExcluded } from './network/metadata-address-excluded';
import { namespacesDenyByDefault } from './network/namespaces-deny-by-default';
import { networkPeersExplicit } from './network/network-peers-explicit';
import { networkPoliciesSelectPods } from './network/network-policies-select-pods';
import { noOpenCidr } from './network/no-open-cidr';
import { noPolicyOutranksDefaultDeny } from './network/no-policy-outranks-default-deny';
import { referencesAcrossNamespacesGranted } from './network/references-across-namespaces-granted';
import { servicesClusterInternal } from './network/services-cluster-internal';
import { servicesHaveAnEdge } from './network/services-have-an-edge';
import { servicesNameNoOutsideAddress } from './network/services-name-no-outside-address';
import { servicesSelectPods } from './network/services-select-pods';
import { alertsSayWhatToDo } from './observability/alerts-say-what-to-do';
import { exposedServicesHaveAnObjective } from './observability/exposed-services-have-an-objective';
import { monitorsFindTheirPort } from './observability/monitors-find-their-port';
import { workloadsAreScraped } from './observability/workloads-are-scraped';
import { apparmorNotDisabled } from './pods/apparmor-not-disabled';
import { capabilitiesDropped } from './pods/capabilities-dropped';
import { configMapsHoldNoSecret } from './pods/config-maps-hold-no-secret';
import { hostNamespacesIsolated } from './pods/host-namespaces-isolated';
import { imageByDigest } from './pods/image-by-digest';
import { imagesFromKnownRegistries } from './pods/images-from-known-registries';
import { noDebugContainers } from './pods/no-debug-containers';
import { noHostPathPersistentVolumes } from './pods/no-host-path-persistent-volumes';
import { noHostPathVolumes } from './pods/no-host-path-volumes';
import { noPrivilegeEscalation } from './pods/no-privilege-escalation';
import { noSecretValues } from './pods/no-secret-values';
import { probesStayInThePod } from './pods/probes-stay-in-the-pod';
import { procMountDefault } from './pods/proc-mount-default';
import { processNamespaceUnshared } from './pods/process-namespace-unshared';
import { readOnlyRootFilesystem } from './pods/read-only-root-filesystem';
import { resourcesExplicit } from './pods/resources-explicit';
import { rootGroupAbsent } from './pods/root-group-absent';
import { runAsNonRoot } from './pods/run-as-non-root';
import { seccompRuntimeDefault } from './pods/seccomp-runtime-default';
import { secretsAsFiles } from './pods/secrets-as-files';
import { secretsHoldNoValues } from './pods/secrets-hold-no-values';
import { selinuxOptionsDefault } from './pods/selinux-options-default';
import { sysctlsSafe } from './pods/sysctls-safe';
import { volumeTypesRestricted } from './pods/volume-types-restricted';
import { windowsHostProcessAbsent } from './pods/windows-host-process-absent';
import { authorityKeysStayInVault } from './vault/authority-keys-stay-in-vault';
import { certificatesEndInTime } from './vault/certificates-end-in-time';
import { certificatesForNamedHosts } from './vault/certificates-for-named-hosts';
import { credentialLifetimesBounded } from './vault/credential-lifetimes-bounded';
import { databaseRolesLeastPrivilege } from './vault/database-roles-least-privilege';
import { externalSecretsFollowRotation } from './vault/external-secrets-follow-rotation';
import { keptSecretsAreOwned } from './vault/kept-secrets-are-owned';
import { noSecretValuesInVault } from './vault/no-secret-values-in-vault';
import { peopleLogInWithASecondProof } from './vault/people-log-in-with-a-second-proof';
import { secretStoresLogInByTokens } from './vault/secret-stores-log-in-by-tokens';
import { transitKeysRotate } from './vault/transit-keys-rotate';
import { vaultLoginsBound } from './vault/vault-logins-bound';
import { vaultOverTls } from './vault/vault-over-tls';
import { vaultPoliciesLeastPrivilege } from './vault/vault-policies-least-privilege';
import { vaultRequestsAudited } from './vault/vault-requests-audited';
import { vaultRolesBound } from './vault/vault-roles-bound';
import { vaultTokensExpire } from './vault/vault-tokens-expire';

/** Every rule of the baseline, in the order they are reported. */
export const rules: readonly Rule[] = [
  hostNamespacesIsolated,
  noHostPathVolumes,
  noHostPathPersistentVolumes,
  volumeTypesRestricted,
  runAsNonRoot,
  rootGroupAbsent,
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
  processNamespaceUnshared,
  noDebugContainers,
  serviceAccountDedicated,
  serviceAccountTokenNotMounted,
  serviceAccountsUnshared,
  noLongLivedTokens,
  rbacWithoutWildcards,
  rbacCannotEscalate,
  rbacKeepsOutOfPodsAndNodes,
  secretsReadByName,
  clusterAdminNotBound,
  noBindingForEveryone,
  namespacesEnforceRestricted,
  defaultNamespaceEmpty,
  imageByDigest,
  imagesFromKnownRegistries,
  resourcesExplicit,
  probesDeclared,
  probesDiffer,
  jobsEnd,
  rolloutsAbort,
  replicasSurviveANode,
  disruptionsBudgeted,
  budgetsSelectPods,
  budgetsAllowADrain,
  oneBudgetPerPod,
  selectorsMatchTheirTemplate,
  autoscalersHaveATarget,
  replicasLeftToTheAutoscaler,
  referencesExist,
  keysAndPortsExist,
  monitorsFindTheirPort,
  workloadsAreScraped,
  exposedServicesHaveAnObjective,
  alertsSayWhatToDo,
  namespacesDenyByDefault,
  noPolicyOutranksDefaultDeny,
  networkPoliciesSelectPods,
  declaredEdgesAreOpen,
  networkPeersExplicit,
  noOpenCidr,
  metadataAddressExcluded,
  servicesSelectPods,
  referencesAcrossNamespacesGranted,
  servicesHaveAnEdge,
  servicesClusterInternal,
  servicesNameNoOutsideAddress,
  namespacesInTheMesh,
  strictMutualTls,
  noClearTextExceptions,
  onePeerAuthenticationPerNamespace,
  tlsNotSwitchedOff,
  trafficStaysInTheSidecar,
  proxyIdentityNotBorrowed,
  sidecarNotOverridden,
  authorizationDeniesByDefault,
  authorizationByIdentity,
  tokensAreRequired,
  envoyFiltersAreUnderstood,
  gatewayListenersUseTls,
  meshHostsNarrow,
  vaultOverTls,
  vaultRolesBound,
  vaultTokensExpire,
  vaultLoginsBound,
  peopleLogInWithASecondProof,
  vaultPoliciesLeastPrivilege,
  credentialLifetimesBounded,
  databaseRolesLeastPrivilege,
  certificatesForNamedHosts,
  authorityKeysStayInVault,
  certificatesEndInTime,
  keptSecretsAreOwned,
  secretStoresLogInByTokens,
  externalSecretsFollowRotation,
  transitKeysRotate,
  vaultRequestsAudited,
  postgresInstancesApart,
  postgresLoginStrict,
  poolFitsTheDatabase,
  databasesAreBackedUp,
  backupsScheduledAndEncrypted,
  redisAuthenticatedAndTls,
  volumesOutliveTheirPods,
  noSecretValues,
  secretsAsFiles,
  secretsHoldNoValues,
  configMapsHoldNoSecret,
  noSecretValuesInVault,
];
