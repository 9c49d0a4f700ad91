import type { Resource } from '../../../../constructs/plan/resource';
import { writePlatform } from '../../support/own-stack';
import type { CacheImages } from '../cluster/cache-images';
import type { Cluster } from '../cluster/cluster';
import type { DatabaseImages } from '../cluster/database-image';
import { factsOf } from '../platform/facts';
import { type LiveStack, startLiveStack, up } from '../platform/stack';
import type { LiveVault } from '../vault';
import { type LedgerFacts, type LedgerSize, ledgerOf, platform } from './platform';

/** What is true of the cluster that it is deployed to, where its clients can ask the database. */
export function ledgerFacts(id: string, { login }: LiveVault, images: DatabaseImages & CacheImages): LedgerFacts {
  const facts = factsOf(id, login.address, images);
  const cluster = { ...facts.cluster, networkPlugin: { name: 'kube-router' } } as const;
  const { client, cache, exporter } = images;
  const own = { ...facts.images, api: client.reference, redis: cache.reference };
  return { ...facts, cluster, images: own, exporter: exporter.reference };
}

/** What it has of a size. */
export function ledger(facts: LedgerFacts, size: LedgerSize = {}): readonly Resource[] {
  return ledgerOf(size).plan('live', facts).resources;
}

const NAME = 'ledger-stack';
const PLATFORM = 'test/e2e/live/ledger/platform';

/** An empty stack of it. */
export function startLedgerStack(cluster: Cluster, vault: LiveVault, facts: LedgerFacts): Promise<LiveStack> {
  return startLiveStack(cluster, vault, facts, 'live', { name: NAME, platform, file: `${PLATFORM}.ts` });
}

/** Deploys it once more, with the database's role for Vault in other words, and returns what was changed. */
export async function deployReworded(stack: LiveStack): Promise<readonly string[]> {
  writePlatform(NAME, `export { reworded as default } from '../${PLATFORM}';\n`);
  return (await up(stack)).changed;
}
