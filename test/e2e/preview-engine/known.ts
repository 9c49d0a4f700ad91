/** What the engine knows more, in a change of the fifteen: all of it. */
export interface Known {
  /** What the report says of it. */
  readonly says: readonly string[];
  /** What it did not come to, since it had stopped. */
  readonly missed: readonly string[];
}

const STOPPED = 'it cannot be deleted because it is protected';

export const KNOWN: Readonly<Record<string, Known>> = {
  'postgres-rename': {
    says: [`Pulumi would stop at Vault Mount production/dwcp/dwcp-postgres: ${STOPPED}`],
    // The protected mount needs them, so that it does not come to their turn.
    missed: [
      'barmancloud.cnpg.io/v1/ObjectStore dwcp/dwcp-postgres-backup',
      'networking.k8s.io/v1/NetworkPolicy dwcp/dwcp-postgres',
      'postgresql.cnpg.io/v1/Cluster dwcp/dwcp-postgres',
      'postgresql.cnpg.io/v1/DatabaseRole dwcp/dwcp-postgres-vault',
      'secrets.hashicorp.com/v1beta1/VaultAuth dwcp/dwcp-postgres-backup',
      'secrets.hashicorp.com/v1beta1/VaultStaticSecret dwcp/dwcp-postgres-backup',
      'v1/ServiceAccount dwcp/dwcp-postgres-backup',
      'vault:index/policy:Policy sys/policies/acl/production.dwcp.dwcp-postgres-backup',
      'vault:kubernetes/authBackendRole:AuthBackendRole auth/production/dwcp/kubernetes/role/dwcp-postgres-backup',
    ],
  },
};
