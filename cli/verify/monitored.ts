import type { Monitoring } from '../../constructs/facts/cluster-facts';
import type { Resource } from '../../constructs/plan/resource';
import type { Cluster } from '../cluster/cluster';
import { Unreadable } from '../cluster/kubectl';
import type { LivePod } from '../cluster/pods';
import { type Monitor, monitorsIn, podsOf } from './monitors';
import { type Scraping, scrapingOf } from './prometheus';

/** The monitors of a plan, with the pods that are ready, and what Prometheus says of them. */
export interface Monitored {
  readonly monitors: readonly { readonly monitor: Monitor; readonly pods: readonly LivePod[] }[];
  readonly scraping: Scraping;
}

/** Asks whom Prometheus scrapes, or says why it could not be asked. Where there is nothing to scrape, nobody is asked. */
export async function monitoredOf(
  resources: readonly Resource[],
  where: Monitoring,
  cluster: Cluster,
): Promise<Monitored | Unreadable> {
  const all = monitorsIn(resources);
  if (all.length === 0) return { monitors: [], scraping: { pools: new Set(), targets: [] } };
  try {
    // The pods first: one that comes meanwhile would be missed among the targets.
    const monitors = await Promise.all(all.map(async (monitor) => ({ monitor, pods: await podsOf(monitor, cluster) })));
    return { monitors, scraping: await scrapingOf(where, cluster) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error;
  }
}
