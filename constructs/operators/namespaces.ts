/** The namespaces that the operators' own installation manifests use. */
export const OPERATOR_NAMESPACES = {
  cloudNativePg: 'cnpg-system',
  istio: 'istio-system',
  monitoring: 'monitoring',
  vaultSecrets: 'vault-secrets-operator-system',
} as const;
