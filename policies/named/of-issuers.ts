import type { Naming } from './reference';

/**
 * Logins of cert-manager at whoever signs, below the spec of an Issuer.
 *
 * The key of an account of ACME, `privateKeySecretRef`, is none of these: cert-manager makes it.
 */
const LOGINS = [
  'acme.externalAccountBinding.keySecretRef',
  ...[
    'acmeDNS.accountSecretRef',
    'azureDNS.clientSecretSecretRef',
    'cloudDNS.serviceAccountSecretRef',
    'cloudflare.apiKeySecretRef',
    'cloudflare.apiTokenSecretRef',
    'digitalocean.tokenSecretRef',
    'rfc2136.tsigSecretSecretRef',
    'route53.accessKeyIDSecretRef',
    'route53.secretAccessKeySecretRef',
  ].map((field) => `acme.solvers[].dns01.${field}`),
  'vault.caBundleSecretRef',
  'vault.auth.appRole.secretRef',
  'vault.auth.kubernetes.secretRef',
  'vault.auth.tokenSecretRef',
  'venafi.cloud.apiTokenSecretRef',
  'venafi.tpp.credentialsRef',
];

/** What an Issuer signs with, or logs in by; one of the cluster looks where cert-manager runs, which no manifest says. */
export const ofIssuers: readonly Naming[] = [
  { at: 'spec.ca', key: 'secretName', kind: 'Secret' },
  { at: 'spec.vault.auth.kubernetes.serviceAccountRef', kind: 'ServiceAccount' },
  ...LOGINS.map((field) => ({ at: `spec.${field}`, kind: 'Secret' })),
];
