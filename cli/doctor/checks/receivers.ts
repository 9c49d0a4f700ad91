import { called } from '../../cluster/cluster';
import { deviates, type Finding, ok, unknown } from '../../diagnosis/finding';
import type { Asked, Look } from '../check';
import { type Finder, namespacesOf, notFound, type Selection } from '../selection';

const CONFIGS: Selection = {
  ...{ finder: 'Alertmanager', kind: 'AlertmanagerConfig' },
  ...{ by: 'alertmanagerConfigSelector', within: 'alertmanagerConfigNamespaceSelector' },
};

/** Those of the operator, wherever they run, of which one is enough that takes in everything: nothing of ours goes there. */
export const receivers: Look = async (asked, cluster) => {
  const namespaces = namespacesOf(asked, CONFIGS.kind).map(([name]) => name);
  if (namespaces.length === 0) return [];
  const all = await cluster.list<Finder>('/apis/monitoring.coreos.com/v1/alertmanagers');
  if (all.length === 0) {
    const says = 'no Alertmanager of the Prometheus Operator is anywhere';
    return [unknown(says, 'see that whatever reads AlertmanagerConfigs finds those of this environment')];
  }
  const problems = all.map((one) => [...notFound(one, CONFIGS, asked), ...toldToAll(one, namespaces)]);
  const whole = all.find((_, index) => problems[index]!.length === 0);
  return whole === undefined ? problems.flat() : [ok(`${called(whole)} ${toldOf(whole, namespaces, asked)}`)];
};

/** Without a namespace in its routes, each configuration is told of every alert, also of those of another one. */
function toldToAll(one: Finder, namespaces: readonly string[]): readonly Finding[] {
  if (strategyOf(one) !== 'None' || namespaces.length === 1) return [];
  const says = `${called(one)} tells the people of ${namespaces.join(' and ')} of each other's alerts: alertmanagerConfigMatcherStrategy is None`;
  return [deviates(says, 'leave its type out, or have one OnCallRotation for all of them')];
}

/** Of whose alerts it tells by them; those of other namespaces are for whoever its own configuration names. */
function toldOf(one: Finder, namespaces: readonly string[], asked: Asked): string {
  const own = one.metadata.namespace ?? '';
  const strategy = strategyOf(one);
  const tellsAll = strategy === 'None' || (strategy.endsWith('AlertmanagerNamespace') && namespaces.includes(own));
  const others = namespacesOf(asked, 'PrometheusRule').flatMap(([name]) => (namespaces.includes(name) ? [] : [name]));
  const finds = 'finds who is told of alerts';
  if (tellsAll || others.length === 0) return finds;
  return `${finds} of ${namespaces.join(' and ')}; of those of ${others.join(' and ')}, it tells whom its own configuration names`;
}

/** By the namespace of each, where nothing is said: what the definition of the kind has by default. */
function strategyOf({ spec }: Finder): string {
  const { type } = (spec['alertmanagerConfigMatcherStrategy'] ?? {}) as { readonly type?: string };
  return type ?? 'OnNamespace';
}
