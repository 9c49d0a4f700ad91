import type { Cluster } from './cluster/cluster';
import { MONITORING } from './prometheus';

/** Whom Prometheus scrapes. https://prometheus.io/docs/prometheus/latest/querying/api/#targets */
export interface LiveTarget {
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
  /** As its metrics have them. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What an expression yields: the labels of each series, and its value. */
export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A rule as Prometheus has read it. */
export interface LiveRule {
  readonly name: string;
  readonly query: string;
  readonly state: 'inactive' | 'pending' | 'firing';
  readonly health: 'ok' | 'err' | 'unknown';
  readonly lastError?: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface LiveRuleGroup {
  readonly name: string;
  /** Of which object it is, in its name. */
  readonly file: string;
  readonly rules: readonly LiveRule[];
}

/** Every target that is scraped, as Prometheus says through the API server. */
export async function targetsOf(cluster: Cluster): Promise<readonly LiveTarget[]> {
  const { activeTargets } = await asked<{ activeTargets: readonly LiveTarget[] }>(cluster, 'targets?state=active');
  return activeTargets;
}

export async function ruleGroupsOf(cluster: Cluster): Promise<readonly LiveRuleGroup[]> {
  return (await asked<{ groups: readonly LiveRuleGroup[] }>(cluster, 'rules?type=alert')).groups;
}

/** What PromQL yields at this moment. */
export async function queried(cluster: Cluster, promql: string): Promise<readonly Series[]> {
  const { result } = await asked<{
    result: readonly { metric: Series['metric']; value: readonly [number, string] }[];
  }>(cluster, `query?query=${encodeURIComponent(promql)}`);
  return result.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }));
}

/** The labels of each series of some metrics, its name among them. */
export function seriesOf(cluster: Cluster, names: readonly string[]): Promise<readonly Series['metric'][]> {
  return asked(cluster, `series?match[]=${encodeURIComponent(`{__name__=~"${names.join('|')}"}`)}`);
}

async function asked<Data>({ api }: Cluster, question: string): Promise<Data> {
  const service = `/api/v1/namespaces/${MONITORING}/services/prometheus-operated:9090`;
  return ((await api.request('GET', `${service}/proxy/api/v1/${question}`)) as { data: Data }).data;
}
