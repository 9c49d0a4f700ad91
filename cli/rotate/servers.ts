import type { VaultAvailability } from '../../constructs/facts/vault-availability';
import { deviates, type Finding, ok, unknown } from '../diagnosis/finding';
import { untold } from './judged';
import { dateOf, lasting } from './times';
import type { Trail } from './trail';
import { type Seal, Untold, type Vault } from './vault';

/** What whoever takes a snapshot of Vault asks for: https://developer.hashicorp.com/vault/api-docs/system/storage/raft */
export const SNAPSHOT = 'sys/storage/raft/snapshot';

const AUTOPILOT = 'sys/storage/raft/autopilot/state';

/** https://developer.hashicorp.com/vault/api-docs/system/storage/raftautopilot */
export interface Autopilot {
  readonly voters?: readonly string[] | null;
  readonly servers?: Readonly<Record<string, { readonly healthy: boolean }>> | null;
}

/** Whether Vault's servers are as the facts have them, and a snapshot was taken in time; nothing where no fact says how they have to be. */
export async function serversOf(
  planned: VaultAvailability | undefined,
  vault: Vault,
  now: number,
  trail?: Trail,
): Promise<readonly Finding[]> {
  if (planned === undefined) return [];
  const findings = await Promise.all([
    told(async () => sealOf(planned, await vault.seal())),
    told(async () => votersOf(planned, await vault.seal(), await vault.read<Autopilot>(AUTOPILOT))),
  ]);
  return planned.snapshotHours === undefined ? findings : [...findings, snapshotOf(planned.snapshotHours, now, trail)];
}

async function told(look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Untold)) throw error;
    return untold(error);
  }
}

export function sealOf({ seal }: VaultAvailability, { type }: Seal): Finding {
  if (type === seal) return ok(`Vault is unsealed by ${type} when it starts`);
  return type === 'shamir'
    ? deviates(
        'Vault waits for people to unseal it when it starts',
        `migrate its seal to ${seal}: vault operator unseal -migrate`,
      )
    : deviates(
        `Vault is unsealed by ${type}, and not by ${seal}`,
        'say in vault.availability.seal what it is, or migrate it',
      );
}

export function votersOf(
  { servers: planned }: VaultAvailability,
  { storage_type: storage }: Seal,
  said: Autopilot | undefined,
): Finding {
  if (storage !== 'raft') {
    return deviates(
      `Vault keeps its data in ${storage}, and not in its own storage`,
      'migrate it: vault operator migrate',
    );
  }
  const { voters, servers } = said ?? {};
  if (!voters || !servers)
    return unknown('Vault does not say which servers vote', 'ask again: it counts them after it has started');
  const ill = voters.filter((id) => servers[id]?.healthy !== true).sort();
  if (ill.length > 0) {
    return deviates(
      `of ${voters.length} servers of Vault that vote, not healthy: ${ill.join(', ')}`,
      'start them, or have others in their place',
    );
  }
  return voters.length >= planned
    ? ok(`${voters.length} servers of Vault vote, and are healthy`)
    : deviates(
        `${voters.length === 1 ? '1 server of Vault votes' : `${voters.length} servers of Vault vote`}, where ${planned} have to`,
        'have more of them join: vault operator raft join',
      );
}

const HOUR_MS = 3_600_000;

/** Vault keeps no record of when one was taken, but for its audit. */
export function snapshotOf(hours: number, now: number, trail: Trail | undefined): Finding {
  const last = trail?.traces.get(SNAPSHOT);
  const within = hours === 1 ? 'the last hour' : `the last ${hours} hours`;
  if (last !== undefined && now - last.at <= hours * HOUR_MS) {
    return ok(`a snapshot of Vault was taken ${lasting(now - last.at)} ago, by ${last.by}`);
  }
  const take = 'see why whoever takes them does not: vault operator raft snapshot save';
  if (last !== undefined)
    return deviates(`the last snapshot of Vault was taken ${lasting(now - last.at)} ago, by ${last.by}`, take);
  if (trail === undefined) {
    return unknown(
      'nobody knows when the last snapshot of Vault was taken',
      'give what its audit device wrote: --audit FILE',
    );
  }
  return trail.since <= now - hours * HOUR_MS
    ? deviates(`the audit has nobody who took a snapshot of Vault in ${within}`, take)
    : unknown(`the audit begins ${dateOf(trail.since)}, and has no snapshot of Vault since`, 'give one that is older');
}
