import type { Selector } from '../../selector';
import { membershipOf } from '../mesh/membership';
import { remember } from '../remember';
import type { Namespaces } from './namespaces';
import type { Pods } from './node';
import type { Workload } from './workload';

/** What policies ask of pods: two workloads that answer all of it alike are one to the evaluator. */
export interface Asked {
  /** Labels by their keys, each with the values that are told apart. */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
  readonly ports: ReadonlySet<string>;
}

/** The labels that selectors ask for. */
export function labelsAsked(selectors: readonly Selector[]): Asked['labels'] {
  const asked = new Map<string, Set<string>>();
  for (const { key, values } of selectors.flatMap(({ requirements }) => requirements)) {
    const known = remember(asked, key, () => new Set<string>());
    for (const value of values) known.add(value);
  }
  return asked;
}

/** Sorts workloads into classes that no policy tells apart. */
export function classify(workloads: readonly Workload[], namespaces: Namespaces, asked: Asked): readonly Pods[] {
  const classes = new Map<string, { -readonly [K in keyof Pods]: Pods[K] } & { members: Workload[] }>();
  for (const workload of workloads) {
    const pods = seen(workload, namespaces, asked);
    const key = identity(pods, asked);
    const known = classes.get(key);
    if (known === undefined) classes.set(key, { ...pods, members: [workload] });
    else known.members.push(workload);
  }
  return [...classes.values()];
}

function seen(workload: Workload, namespaces: Namespaces, asked: Asked): Omit<Pods, 'members'> {
  const namespace = namespaces.of(workload.namespace);
  const { annotations, hostNetwork, ports, mayBear, serviceAccount, gateway, assumed } = workload;
  return {
    kind: hostNetwork ? 'host' : 'pods',
    namespace,
    labels: Object.fromEntries(Object.entries(workload.labels).filter(([key]) => asked.labels.has(key))),
    mayBear,
    ports: ports?.filter(({ name }) => name !== undefined && asked.ports.has(name)),
    annotations,
    hostNetwork,
    serviceAccount,
    gateway,
    assumed,
    membership: membershipOf(workload, namespace),
  };
}

function identity(pods: Omit<Pods, 'members'>, asked: Asked): string {
  const { kind, namespace, labels, ports, membership, serviceAccount, assumed, mayBear, annotations } = pods;
  return JSON.stringify([
    kind,
    namespace.name,
    Object.entries(labels).sort(),
    [...asked.labels].flatMap(([key, values]) =>
      labels[key] === undefined && mayBear(key) ? [key, ...[...values].filter((value) => mayBear(key, value))] : [],
    ),
    ports,
    membership,
    serviceAccount,
    assumed,
    Object.entries(annotations).filter(([key]) => key.startsWith('traffic.sidecar.istio.io/')),
  ]);
}
