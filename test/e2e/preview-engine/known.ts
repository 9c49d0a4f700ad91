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
      'networking.k8s.io/v1/NetworkPolicy dwcp/dwcp-postgres',
      'postgresql.cnpg.io/v1/Cluster dwcp/dwcp-postgres',
      'postgresql.cnpg.io/v1/DatabaseRole dwcp/dwcp-postgres-vault',
    ],
  },
};
