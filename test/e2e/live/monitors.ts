import type { Manifest } from '../../../constructs/plan/resource';
import { eventually } from '../support/eventually';
import { type LiveTarget, targetsOf } from './asked-prometheus';
import type { Cluster } from './cluster/cluster';

/** Longer than it takes until Prometheus has read a monitor, found its pods, and scraped each of them, every half a minute. */
const PATIENCE_MS = 180_000;

/** A monitor, and what became of it. */
export interface SeenMonitor {
  /** `PodMonitor shop/api`. */
  readonly called: string;
  /** The pods that there are to scrape, by name. */
  readonly pods: readonly string[];
  readonly targets: readonly LiveTarget[];
}

/**
 * Waits until every PodMonitor and ServiceMonitor of some objects has a target for each running pod that it selects, at each of its
 * endpoints, and all are up.
 *
 * @throws Error that says of which it is not so, and why not.
 */
export async function everyMonitorIsUp(
  objects: readonly Manifest[],
  cluster: Cluster,
): Promise<readonly SeenMonitor[]> {
  let seen: readonly SeenMonitor[] = [];
  let refused: string | undefined;
  const allUp = async () => {
    try {
      seen = await seenMonitors(objects, cluster);
    } catch (error) {
      // Prometheus itself is moved where a node is drained.
      refused = (error as Error).message;
      return false;
    }
    refused = undefined;
    return seen.every(isUp);
  };
  const patience = { what: 'every monitor up', timeoutMs: PATIENCE_MS, everyMs: 1_000 };
  await eventually(allUp, patience).catch((error: Error) => {
    const wrong = refused === undefined ? seen.filter((one) => !isUp(one)).map(inWords) : [refused];
    throw new Error([error.message, ...wrong].join('\n  '));
  });
  return seen;
}

/** What is to be scraped by some monitors, and what is, at this moment. */
export async function seenMonitors(objects: readonly Manifest[], cluster: Cluster): Promise<readonly SeenMonitor[]> {
  const targets = await targetsOf(cluster);
  const monitors = objects.filter(({ kind }) => kind === 'PodMonitor' || kind === 'ServiceMonitor');
  return Promise.all(
    monitors.map(async (monitor) => {
      const { name, namespace = 'default' } = monitor.metadata;
      const prefix = monitor.kind === 'PodMonitor' ? 'podMonitor' : 'serviceMonitor';
      const pool = `${prefix}/${namespace}/${name}/`;
      return {
        called: `${monitor.kind} ${namespace}/${name}`,
        pods: await podsOf(monitor, namespace, cluster),
        targets: targets.filter(({ scrapePool }) => scrapePool.startsWith(pool)),
      };
    }),
  );
}

/** A target for each pod, and nobody down. That there is somebody to scrape is part of it. */
export function isUp({ pods, targets }: SeenMonitor): boolean {
  return (
    pods.length > 0 &&
    pods.every((pod) => targets.some(({ labels }) => labels['pod'] === pod)) &&
    targets.every(({ health }) => health === 'up')
  );
}

export function inWords({ called, pods, targets }: SeenMonitor): string {
  const told = targets.map(({ labels, scrapeUrl, health, lastError }) =>
    [`${labels['pod']} at ${scrapeUrl} is ${health}`, lastError].filter(Boolean).join(': '),
  );
  return `${called}: pods ${pods.join(', ') || 'none'}; targets ${told.join('; ') || 'none'}`;
}

interface Selecting {
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
}

/** The names of the running pods that a monitor selects, by itself or by the Services that it selects. */
async function podsOf(monitor: Manifest, namespace: string, { api }: Cluster): Promise<readonly string[]> {
  const { matchLabels } = (monitor['spec'] as Selecting).selector;
  const has = (labels: Readonly<Record<string, string>> = {}, wanted: Readonly<Record<string, string>>) =>
    Object.entries(wanted).every(([key, value]) => labels[key] === value);
  const running = (await api.list('v1', 'Pod', namespace)).filter(
    ({ metadata, status }) => metadata.deletionTimestamp === undefined && status.phase === 'Running',
  );
  const services = monitor.kind === 'PodMonitor' ? [] : await api.list('v1', 'Service', namespace);
  const selectors =
    monitor.kind === 'PodMonitor'
      ? [matchLabels]
      : services.flatMap(({ metadata: { labels }, spec }) => (has(labels, matchLabels) ? [spec.selector] : []));
  return running.flatMap(({ metadata: { name, labels } }) =>
    selectors.some((selector) => has(labels, selector)) ? [name] : [],
  );
}
