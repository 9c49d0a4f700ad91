import type { Field } from '../fields/field';
import { optional } from '../fields/optional';
import { BACKUPS, type BackupFacts } from './backup-facts';
import type { ClusterFacts } from './cluster-facts';
import { CLUSTER } from './cluster-fields';
import { PRICES, type Prices } from './prices';
import { SECRETS_MANAGER, type SecretsManagerFacts } from './secrets-manager-facts';
import { TRACES, type TraceFacts } from './trace-facts';
import { VAULT, type VaultFacts } from './vault-facts';

/** Facts that constructs read from their surroundings. */
export interface Facts {
  /** What is true of the cluster. */
  readonly cluster: ClusterFacts;
  /**
   * Where Vault is.
   *
   * @default - there is none: what needs it, such as a grant of a database, is refused
   */
  readonly vault?: VaultFacts;
  /**
   * Where secrets are that are kept in AWS Secrets Manager.
   *
   * @default - nowhere: a `KeyValueSecret` that says `store: 'aws-secrets-manager'` is refused
   */
  readonly secretsManager?: SecretsManagerFacts;
  /**
   * Where backups are kept.
   *
   * @default - nowhere: a database that says `backup` is refused
   */
  readonly backups?: BackupFacts;
  /**
   * Where traces are kept.
   *
   * @default - nowhere: a `TraceCollector` is refused
   */
  readonly traces?: TraceFacts;
  /**
   * What capacity costs, for `dwcp preview` to say what a change costs.
   *
   * @default - a change is told in CPU, memory and disk
   */
  readonly prices?: Prices;
}

/** The fields of the facts that constructs read. A platform's own facts have them too: `{ ...FACTS, domain: field.text(…) }`. */
export const FACTS = {
  cluster: CLUSTER,
  vault: optional(VAULT),
  secretsManager: optional(SECRETS_MANAGER),
  backups: optional(BACKUPS),
  traces: optional(TRACES),
  prices: optional(PRICES),
} as const satisfies { readonly [Part in keyof Facts]-?: Field<Facts[Part]> };
