import { type Fields, fieldsOf, listOf } from './fields';

/** Where a PodMonitor or ServiceMonitor looks: its own namespace, those that it names, or all. */
export function monitoredNamespaces(spec: Fields, own: string, all: Iterable<string>): readonly string[] {
  const { any, matchNames } = fieldsOf(spec['namespaceSelector'], 'spec.namespaceSelector');
  if (any === true) return [...all];
  const named = listOf(matchNames, 'spec.namespaceSelector.matchNames').map(String);
  return named.length > 0 ? named : [own];
}
