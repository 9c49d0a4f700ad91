import type { Monitoring } from '../../constructs/facts/cluster-facts';
import type { Cluster } from '../cluster/cluster';
import { Unreadable } from '../cluster/kubectl';
import { podsWith } from '../cluster/pods';

/**
 * The Service that the Prometheus Operator makes for each Prometheus, whatever that is called, with its port.
 *
 * By its number, since installations call it differently. https://prometheus-operator.dev/docs/api-reference/api/
 */
export const SERVICE = 'prometheus-operated:9090';

/** By what the operator says which part of the targets a pod has. */
const SHARD = 'operator.prometheus.io/shard';

/** Somebody whom Prometheus scrapes. https://prometheus.io/docs/prometheus/latest/querying/api/#targets */
export interface Target {
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  /** `unknown` until it has been tried. */
  readonly health: 'up' | 'down' | 'unknown';
  /** Why the last try failed; empty where it did not. */
  readonly lastError: string;
  /** What was known of it before anything was relabelled. */
  readonly discoveredLabels: Readonly<Record<string, string>>;
}

/** What a Prometheus says of whom it scrapes. */
export interface Scraping {
  /** The names of all that it was told to scrape, targets or none. */
  readonly pools: ReadonlySet<string>;
  readonly targets: readonly Target[];
}

/**
 * Asks the Prometheus that the facts name, through the API server, whom it scrapes: reading only.
 *
 * @throws Unreadable where it cannot be asked, or would tell a part.
 */
export async function scrapingOf({ namespace, prometheus }: Monitoring, cluster: Cluster): Promise<Scraping> {
  const pods = await podsWith(cluster, prometheus, namespace);
  if (pods.some(({ metadata: { labels = {} } }) => (labels[SHARD] ?? '0') !== '0')) {
    throw new Unreadable(`the Prometheus in ${namespace} is in shards, each of which knows a part`, false);
  }
  const api = `/api/v1/namespaces/${namespace}/services/${SERVICE}/proxy/api/v1`;
  const { scrapePools } = await dataOf<{ scrapePools: readonly string[] }>(`${api}/scrape_pools`, cluster);
  const { activeTargets } = await dataOf<{ activeTargets: readonly Target[] }>(`${api}/targets?state=active`, cluster);
  return { pools: new Set(scrapePools), targets: activeTargets };
}

async function dataOf<Data>(path: string, cluster: Cluster): Promise<Data> {
  const answer = await cluster.get<{ readonly data?: Data }>(path);
  if (answer?.data === undefined) throw new Unreadable(`no Prometheus answers at ${path}`, false);
  return answer.data;
}
