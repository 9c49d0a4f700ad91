import { monitoring as monitoringOf } from '../../../constructs/operators/whereabouts';
import { called } from '../../cluster/cluster';
import { deviates, type Finding, ok, unknown } from '../../diagnosis/finding';
import type { Check, Look } from '../check';
import { type Finder, notFound, type Selection } from '../selection';
import { uses } from '../uses';
import { receivers } from './receivers';

const KINDS: readonly Selection[] = [
  {
    ...{ finder: 'Prometheus', kind: 'PodMonitor' },
    ...{ by: 'podMonitorSelector', within: 'podMonitorNamespaceSelector' },
  },
  { finder: 'Prometheus', kind: 'PrometheusRule', by: 'ruleSelector', within: 'ruleNamespaceSelector' },
];

/** Those that run where the facts say, of which one is enough that finds everything. */
const selectors: Look = async (asked, cluster) => {
  if (!uses(asked, ['monitoring.coreos.com'])) return [];
  const { namespace } = monitoringOf(asked.facts);
  const all = await cluster.list<Finder>('/apis/monitoring.coreos.com/v1/prometheuses');
  const here = all.filter(({ metadata }) => metadata.namespace === namespace);
  if (here.length === 0) return [elsewhere(namespace, all)];
  const problems = here.map((one) => KINDS.flatMap((kind) => notFound(one, kind, asked)));
  const whole = here.find((_, index) => problems[index]!.length === 0);
  return whole === undefined ? problems.flat() : [ok(`${called(whole)} finds what is to be scraped`)];
};

function elsewhere(namespace: string, all: readonly Finder[]): Finding {
  if (all.length === 0) {
    const says = `no Prometheus of the Prometheus Operator is in ${namespace}, nor anywhere else`;
    return unknown(says, 'see that whatever reads PodMonitors and PrometheusRules finds those of this environment');
  }
  const says = `no Prometheus is in ${namespace}, and there is ${all.map(called).join(' and ')}`;
  return deviates(
    says,
    `say monitoring.namespace: ${all[0]!.metadata.namespace}: nothing may be scraped from there otherwise`,
  );
}

export const monitoring: Check = {
  says: 'Prometheus finds what is to be scraped, and the alerts; Alertmanager finds who is told of them.',
  looks: [selectors, receivers],
};
