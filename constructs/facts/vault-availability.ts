import { oneOf } from '../fields/choice';
import { wrongKind } from '../fields/describe';
import type { Field } from '../fields/field';
import { group } from '../fields/group';
import { number } from '../fields/number';
import { optional } from '../fields/optional';

/** Seals by which Vault unseals itself when it starts: https://developer.hashicorp.com/vault/docs/configuration/seal */
const SEALS = ['alicloudkms', 'awskms', 'azurekeyvault', 'gcpckms', 'ocikms', 'pkcs11', 'transit'] as const;

/**
 * What has to be so of Vault's servers, for what depends on it to outlive one of them. Nothing of it is made here: Vault is there
 * before its first engine. `dwcp rotate verify` asks Vault whether it is so, but for zones, of which Vault knows nothing.
 */
export interface VaultAvailability {
  /**
   * Servers with Vault's own storage (Raft) that have a vote, in zones of their own: 3 outlive the loss of one, and 5 of two.
   *
   * https://developer.hashicorp.com/vault/docs/internals/integrated-storage#quorum-size-and-failure-tolerance
   */
  readonly servers: number;
  /** What unseals a server that starts, without anybody. */
  readonly seal: (typeof SEALS)[number];
  /**
   * Hours within which somebody takes a snapshot of the storage (`vault operator raft snapshot save`), by the lines of its audit.
   *
   * @default - nobody asks when the last one was taken
   */
  readonly snapshotHours?: number;
}

export const VAULT_AVAILABILITY: Field<VaultAvailability> = group({
  servers: number('write 3, or 5 to outlive the loss of two', (value, find) =>
    [3, 5, 7].includes(value) ? undefined : wrongKind(value, 'an odd number of servers, from 3 to 7', find),
  ),
  seal: oneOf(SEALS, 'sealed by Shamir’s shares, it waits for people after each start'),
  snapshotHours: optional(
    number('write 24', (value, find) =>
      Number.isInteger(value) && value >= 1 && value <= 168
        ? undefined
        : wrongKind(value, 'a whole number of hours, from 1 to 168', find),
    ),
  ),
});
