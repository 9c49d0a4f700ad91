import type { kubernetes } from '@pulumi/vault';
import { document } from '../document';
import { type FieldsOf, trimmed } from '../kind';
import { TOKEN_FIELDS } from '../token-fields';

export const authBackendConfig = document({
  place: ['backend'],
  path: ({ backend }) => `auth/${trimmed(backend)}/config`,
  required: ['kubernetesHost'],
  defaults: { backend: 'kubernetes' },
  // Vault has no call that empties it; it goes with its mount.
  deletable: false,
  secrets: [['tokenReviewerJwt']],
  fields: {
    disableIssValidation: 'disable_iss_validation',
    disableLocalCaJwt: 'disable_local_ca_jwt',
    issuer: 'issuer',
    kubernetesCaCert: 'kubernetes_ca_cert',
    kubernetesHost: 'kubernetes_host',
    pemKeys: 'pem_keys',
    tokenReviewerJwt: 'token_reviewer_jwt',
    useAnnotationsAsAliasMetadata: 'use_annotations_as_alias_metadata',
  } satisfies FieldsOf<kubernetes.AuthBackendConfigArgs>,
});

export const authBackendRole = document({
  place: ['backend', 'roleName'],
  path: ({ backend, roleName }) => `auth/${trimmed(backend)}/role/${roleName}`,
  required: ['roleName', 'boundServiceAccountNames'],
  defaults: { backend: 'kubernetes' },
  sets: ['boundServiceAccountNames', 'boundServiceAccountNamespaces', 'tokenBoundCidrs', 'tokenPolicies'],
  fields: {
    aliasMetadata: 'alias_metadata',
    aliasNameSource: 'alias_name_source',
    audience: 'audience',
    boundServiceAccountNames: 'bound_service_account_names',
    boundServiceAccountNamespaceSelector: 'bound_service_account_namespace_selector',
    boundServiceAccountNamespaces: 'bound_service_account_namespaces',
    ...TOKEN_FIELDS,
  } satisfies FieldsOf<kubernetes.AuthBackendRoleArgs>,
});
