import { Unreadable } from '../../cluster/kubectl';
import type { LivePod } from '../../cluster/pods';
import { deviates, type Finding, MAY_READ, ok, unknown } from '../../diagnosis/finding';
import type { Monitor } from '../monitors';
import type { Scraping, Target } from '../prometheus';
import type { Evidence, Proof } from './proof';

/** Whether Prometheus scrapes every pod of a monitor, at each of its endpoints. */
function judgeMonitor(monitor: Monitor, pods: readonly LivePod[], scraping: Scraping, environment: string): Finding {
  const { kind, namespace, name } = monitor.resource;
  const what = `${kind} ${namespace}/${name}`;
  const missing = monitor.pools.filter((pool) => !scraping.pools.has(pool));
  if (missing.length > 0) {
    const why = `see why it is not found: dwcp doctor ${environment}, and kubectl --namespace ${namespace} describe ${kind} ${name}`;
    return deviates(`Prometheus was not told of ${what}`, why);
  }
  if (pods.length === 0)
    return unknown(`no pod of ${what} is ready, so that there is nobody to scrape`, 'see why: kubectl get pods');
  const found = monitor.pools.flatMap((pool) => pods.map((pod) => ({ pod, target: targetOf(pod, pool, scraping) })));
  const without = found.filter(({ target }) => target === undefined);
  if (without.length > 0) {
    const why = `see that a container of it declares the port that the monitor names: kubectl --namespace ${namespace} get ${kind} ${name} --output yaml`;
    return deviates(`Prometheus has no target for ${podsIn(without)} of ${what}`, why);
  }
  const down = found.filter(({ target }) => target!.health === 'down');
  if (down.length > 0) {
    const { scrapeUrl, lastError } = down[0]!.target!;
    const says = `Prometheus does not get through to ${podsIn(down)} of ${what}, at ${scrapeUrl}: ${lastError}`;
    return deviates(
      says,
      `see which policy should let it through: dwcp connections ${environment} --from prometheus; pulumi up --refresh puts it back`,
    );
  }
  const waiting = found.filter(({ target }) => target!.health !== 'up');
  if (waiting.length > 0)
    return unknown(`Prometheus has not tried ${podsIn(waiting)} of ${what} yet`, 'ask again in a minute');
  return ok(`Prometheus scrapes ${what}: ${podsIn(found)}`);
}

/** The target of a pod in a pool; of several, the one that is worst off. */
function targetOf(pod: LivePod, pool: string, { targets }: Scraping): Target | undefined {
  const own = targets.filter(
    ({ scrapePool, discoveredLabels: labels }) =>
      scrapePool === pool &&
      labels['__meta_kubernetes_namespace'] === pod.metadata.namespace &&
      labels['__meta_kubernetes_pod_name'] === pod.metadata.name,
  );
  return own.find(({ health }) => health === 'down') ?? own.find(({ health }) => health !== 'up') ?? own[0];
}

function podsIn(found: readonly { readonly pod: LivePod }[]): string {
  return [...new Set(found.map(({ pod }) => `pod ${pod.metadata.name}`))].join(', ');
}

/** Where Prometheus cannot be asked, nobody knows. */
function unasked({ message, isForbidden }: Unreadable): Finding {
  const remedy = isForbidden ? MAY_READ : 'see that monitoring of the facts names it: dwcp doctor says where it is';
  return unknown(`Prometheus could not be asked: ${message}`, remedy);
}

export const targets: Proof = {
  says: 'Prometheus scrapes every pod that is to be scraped.',
  judge: ({ plan, monitored }: Evidence) => {
    if (monitored instanceof Unreadable) return [unasked(monitored)];
    return monitored.monitors.map(({ monitor, pods }) =>
      judgeMonitor(monitor, pods, monitored.scraping, plan.environment),
    );
  },
};
