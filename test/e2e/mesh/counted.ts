import type { RunningPod } from './pod';
import { AGENT } from './pod-files';

/** As the proxy's own configuration has it: https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/metrics/v3/stats.proto */
interface BucketSettings {
  readonly match: { readonly prefix: string };
  readonly buckets: readonly number[];
}

interface Dump {
  readonly configs: readonly {
    readonly bootstrap?: { readonly stats_config: { readonly histogram_bucket_settings?: readonly BucketSettings[] } };
  }[];
}

/** What a pod's proxy serves to Prometheus, its agent's own metrics among it. */
export function servedBy({ machine }: RunningPod): Promise<string> {
  const ask = "exec 3<>/dev/tcp/127.0.0.1/15020; printf 'GET /stats/prometheus HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3";
  return machine.run('bash', ['-ec', ask]);
}

/** The bounds of a histogram, as they are served: the values of `le`, in their order. */
export function boundsOf(histogram: string, served: string): readonly string[] {
  const buckets = served.matchAll(new RegExp(`^${histogram}_bucket\\{(?:.*,)?le="([^"]+)"\\} `, 'gm'));
  return [...buckets].map(([, bound]) => bound!);
}

/** What Envoy was started with of bounds that are not its own, as it says itself. */
export async function bucketSettings({ machine }: RunningPod): Promise<readonly BucketSettings[] | undefined> {
  const dump = JSON.parse(await machine.run(AGENT, ['request', 'GET', 'config_dump'])) as Dump;
  return dump.configs.find(({ bootstrap }) => bootstrap !== undefined)!.bootstrap!.stats_config
    .histogram_bucket_settings;
}
