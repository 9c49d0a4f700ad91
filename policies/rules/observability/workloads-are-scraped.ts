import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import { defineRule } from '../../define-rule';
import { entriesOf, fieldsOf } from '../../fields';
import { scrapedIn } from '../../scraped';
import type { PodSubject } from '../../subjects';

/** What ports with metrics are called: `metrics`, `http-metrics`, `prom`. */
const METRICS = /(?:^|-)(?:metrics|prom|prometheus)(?:-|$)/;

const SCRAPE = 'prometheus.io/scrape';
const FIX =
  'add a PodMonitor that selects the labels of its pods, or a ServiceMonitor that selects those of its Service';

const NAMED = [{ name: 'api', ports: [{ name: 'http-metrics', containerPort: 9090 }] }];
const PLAIN = [{ name: 'api', ports: [{ name: 'http', containerPort: 8080 }] }];
const EVERYWHERE = { namespaceSelector: { any: true } };
const ELSEWHERE = { metadata: { name: 'api', namespace: 'store' } };

/** Metrics that nobody asks for: the dashboard is empty, and the alert that needs them is silent. */
export const workloadsAreScraped = defineRule({
  id: 'workloads-are-scraped',
  subject: 'pod',
  needs: 'plan',
  says: 'Pods that serve metrics are selected by a monitor, where their namespace has monitors.',
  because: 'nobody sees what they measure, and no alert that needs it fires',
  level: 'advisory',
  severity: 'low',
  topic: 'observability',
  references: ['https://prometheus-operator.dev/docs/developer/getting-started/#using-podmonitors'],
  applies: (pod, context) => {
    const facts = factsOf(kindOf(pod.resource.object));
    // What ends is gone before anybody asks; and what others copy runs nothing itself.
    if (facts.keeps === 'none' || facts.copied || measuredAt(pod) === undefined) return false;
    // By what else pods are scraped, such as annotations, manifests do not say.
    const { namespaces, mayBeAnything } = scrapedIn(context);
    return namespaces.has(pod.namespace) && !mayBeAnything;
  },
  check: (pod, context) => {
    const { pods, broken } = scrapedIn(context);
    if (pods.has(pod)) return [];
    if (broken !== undefined) throw broken;
    const measured = measuredAt(pod)!;
    return [{ ...measured, fix: FIX }];
  },
  examples: {
    accepted: [
      { shows: 'a PodMonitor', resources: [deployment(NAMED), podMonitor()] },
      { shows: 'one of another namespace that looks into all', resources: [deployment(NAMED), podMonitor(EVERYWHERE)] },
      {
        shows: 'a ServiceMonitor of its Service, by labels of their own',
        resources: [deployment(NAMED), service({ app: 'api' }), serviceMonitor({ tier: 'web' })],
      },
      ...(
        [
          ['operator.victoriametrics.com/v1beta1', 'VMPodScrape'],
          ['monitoring.googleapis.com/v1', 'PodMonitoring'],
        ] as const
      ).map(([apiVersion, kind]) => ({
        shows: `a ${kind}`,
        resources: [deployment(NAMED), { ...podMonitor(), apiVersion, kind }],
      })),
    ],
    refused: [
      {
        shows: 'a port with metrics, of pods that no monitor selects',
        resources: [deployment(NAMED), podMonitor({}, { app: 'web' })],
        violations: [unseen("it has the port 'http-metrics', and no monitor selects its pods")],
      },
      {
        shows: 'a monitor that looks into another namespace as well',
        resources: [
          deployment(NAMED),
          podMonitor({ namespaceSelector: { matchNames: ['shop', 'store'] } }, { app: 'web' }),
        ],
        violations: [unseen("it has the port 'http-metrics', and no monitor selects its pods")],
      },
      {
        shows: 'the port of a sidecar',
        resources: [
          deployment([{ name: 'proxy', ports: [{ containerPort: 1 }, { name: 'prom', containerPort: 2 }] }]),
          podMonitor({}, { app: 'web' }),
        ],
        violations: [
          {
            ...unseen("it has the port 'prom', and no monitor selects its pods"),
            field: 'spec.template.spec.containers[0].ports[1]',
          },
        ],
      },
      {
        shows: 'an annotation, which a monitor does not read',
        resources: [deployment(PLAIN, { [SCRAPE]: 'true' }), podMonitor({}, { app: 'web' })],
        violations: [
          {
            field: `spec.template.metadata.annotations['${SCRAPE}']`,
            problem: 'it asks to be scraped, and no monitor selects its pods',
            fix: FIX,
          },
        ],
      },
      {
        shows: 'a ServiceMonitor of a Service that selects others, or nobody',
        resources: [
          deployment(NAMED),
          service({ app: 'web' }),
          { ...service({}), metadata: { ...service({}).metadata, name: 'none' } },
          serviceMonitor({ tier: 'web' }),
        ],
        violations: [unseen("it has the port 'http-metrics', and no monitor selects its pods")],
      },
      {
        shows: 'a ServiceMonitor by labels that the pods have, and their Service has not',
        resources: [deployment(NAMED), service({ app: 'api' }), serviceMonitor({ app: 'api' })],
        violations: [unseen("it has the port 'http-metrics', and no monitor selects its pods")],
      },
    ],
    unknown: [
      {
        shows: 'a monitor that cannot be read',
        resources: [deployment(NAMED), podMonitor({ selector: 'api' }), podMonitor({}, { app: 'web' }, 'other')],
        doubts: [
          { field: 'spec.selector', why: 'an object was expected, in monitoring.coreos.com/v1/PodMonitor shop/api' },
        ],
      },
    ],
    skipped: [
      { shows: 'pods without metrics', resources: [deployment(PLAIN), podMonitor({}, { app: 'web' })] },
      {
        shows: 'an annotation by which they are left out',
        resources: [deployment(PLAIN, { [SCRAPE]: 'false' }), podMonitor({}, { app: 'web' })],
      },
      {
        shows: 'a port called like metrics in part',
        resources: [
          deployment([{ name: 'api', ports: [{ name: 'promo', containerPort: 1 }] }]),
          podMonitor({}, { app: 'web' }),
        ],
      },
      { shows: 'a namespace without monitors', resources: [deployment(NAMED), { ...podMonitor(), ...ELSEWHERE }] },
      {
        shows: 'what scrapes whatever it finds',
        resources: [
          deployment(NAMED),
          podMonitor({}, { app: 'web' }),
          { ...podMonitor(), kind: 'ScrapeConfig', spec: { kubernetesSDConfigs: [{ role: 'Pod' }] } },
        ],
      },
      {
        shows: 'what ends',
        resources: [{ ...deployment(NAMED), apiVersion: 'batch/v1', kind: 'Job' }, podMonitor({}, { app: 'web' })],
      },
      {
        shows: 'what others copy',
        resources: [
          { ...deployment(NAMED), kind: 'PodTemplate', apiVersion: 'v1', template: deployment(NAMED).spec.template },
          podMonitor({}, { app: 'web' }),
        ],
      },
    ],
  },
});

/** Where a pod says that it has metrics; undefined where it does not. */
function measuredAt({ containers, metadata, metadataField }: PodSubject) {
  for (const { field: place, spec } of containers) {
    for (const { field, value } of entriesOf(spec['ports'], `${place}.ports`)) {
      const { name } = value;
      if (typeof name === 'string' && METRICS.test(name)) {
        return { field, problem: `it has the port '${name}', and no monitor selects its pods` };
      }
    }
  }
  const annotations = fieldsOf(metadata['annotations'], `${metadataField}.annotations`);
  if (annotations[SCRAPE] !== 'true') return undefined;
  return {
    field: `${metadataField}.annotations['${SCRAPE}']`,
    problem: 'it asks to be scraped, and no monitor selects its pods',
  };
}

function unseen(problem: string) {
  return { field: 'spec.template.spec.containers[0].ports[0]', problem, fix: FIX };
}

function deployment(containers: readonly object[], annotations: object = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { template: { metadata: { labels: { app: 'api' }, annotations }, spec: { containers } } },
  };
}

function podMonitor(spec: object = {}, matchLabels: object = { app: 'api' }, name = 'api') {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, namespace: 'namespaceSelector' in spec ? 'watching' : 'shop' },
    spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port: 'http-metrics' }], ...spec },
  };
}

function serviceMonitor(matchLabels: object) {
  return { ...podMonitor({}, matchLabels), kind: 'ServiceMonitor' };
}

function service(selector: object) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop', labels: { tier: 'web' } },
    spec: { selector, ports: [{ port: 80 }] },
  };
}
