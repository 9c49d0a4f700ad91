import { calledInFull, namespaceOf } from '../../../constructs/plan/identity';
import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { labelsAdded, mayAdd } from '../../added-labels';
import { containersIn, podSpecsOf } from '../../containers';
import { type CustomKinds, NO_CUSTOM_KINDS } from '../../custom-kinds';
import { type Entry, entriesOf, type Fields, isAbsent, textMapOf, textOf } from '../../fields';
import type { PodSpec } from '../../pod-spec';
import { Unknowable } from '../../unknowable';
import { protocolOf } from '../ports';
import { operatedPodsOf } from './operated/operated';
import { serviceAccountOf } from './service-account';
import type { ContainerPort, Workload } from './workload';

/**
 * The pods that an object makes; none for an object that makes none, or of which others copy them.
 *
 * @throws Unknowable when the object makes pods that cannot be read.
 */
export function workloadsOf(object: Manifest, custom: CustomKinds = NO_CUSTOM_KINDS): readonly Workload[] {
  // Pods are in a namespace, and nobody can tell in which those of a thing for the whole cluster would be.
  if (factsOf(kindOf(object)).copied || custom.isClusterWide(object)) return [];
  const namespace = namespaceOf(object);
  const id = idOf(object);
  const operated = operatedPodsOf(object);
  if (operated !== undefined) {
    return operated.map(({ part, ...pods }) => ({
      ...BARE,
      ...pods,
      id: part === undefined ? id : `${id} (${part})`,
      namespace,
    }));
  }
  // Where those of an object that this one holds will be, only whoever makes it knows.
  const pods = podSpecsOf(object, custom).filter(({ ofHeld }) => ofHeld === undefined);
  const [added, mayBear] = [labelsAdded(object), mayAdd(object)];
  return pods.map((pod) => ({
    ...BARE,
    // Some custom resources make several kinds of pods.
    id: pods.length === 1 ? id : `${id} (${pod.field})`,
    namespace,
    labels: { ...textMapOf(pod.metadata['labels'], 'labels'), ...added },
    annotations: textMapOf(pod.metadata['annotations'], 'annotations'),
    mayBear,
    ports: containerPortsOf(pod),
    hostNetwork: pod.spec['hostNetwork'] === true,
    serviceAccount: serviceAccountOf(pod.spec),
    gateway: runsProxyAs('router', pod),
    sidecar: runsProxyAs('sidecar', pod),
  }));
}

/** What stands for the pods of an object that cannot be read: they are there, and may be like any. */
export function unreadWorkload(object: Manifest): readonly Workload[] {
  const { template, operated } = factsOf(kindOf(object));
  if (template === undefined && operated !== 'pods') return [];
  const unknown = { labels: {}, mayBear: () => true, ports: undefined, serviceAccount: undefined };
  return [{ ...BARE, ...unknown, id: idOf(object), namespace: namespaceOf(object) }];
}

function idOf(object: Manifest): string {
  return calledInFull({ ...object, metadata: { ...object.metadata, namespace: namespaceOf(object) } });
}

const BARE = { annotations: {}, hostNetwork: false, gateway: false, assumed: false } as const;

function containerPortsOf(pod: PodSpec): readonly ContainerPort[] | undefined {
  const containers = containersIn(pod).filter(({ list, spec }) => listens(list, spec));
  if (containers.length === 0) return undefined;
  return containers.flatMap(({ field, spec }) => entriesOf(spec['ports'], `${field}.ports`).map(containerPort));
}

/** An init container is gone when the pod serves, unless it is a sidecar. */
function listens(list: string, spec: Fields): boolean {
  return list !== 'initContainers' || spec['restartPolicy'] === 'Always';
}

function containerPort({ value, field }: Entry): ContainerPort {
  const { name, containerPort: port, protocol } = value;
  if (typeof port !== 'number') throw new Unknowable(`${field}.containerPort`, 'a number was expected');
  return {
    name: isAbsent(name) ? undefined : textOf(name, `${field}.name`),
    port,
    protocol: protocolOf(protocol, `${field}.protocol`),
  };
}

const PROXY = 'istio-proxy';

/**
 * Whether a pod runs the proxy of Istio by itself, in one of its roles, whoever put it there.
 *
 * https://istio.io/latest/docs/reference/commands/pilot-agent/#pilot-agent-proxy
 */
function runsProxyAs(role: 'router' | 'sidecar', pod: PodSpec): boolean {
  return containersIn(pod).some(({ name, spec }) => {
    const args = [spec['command'], spec['args']].flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
    const isProxy = name === PROXY || args.some((arg) => arg.endsWith('pilot-agent'));
    return isProxy && args[args.indexOf('proxy') + 1] === role && args.includes('proxy');
  });
}
