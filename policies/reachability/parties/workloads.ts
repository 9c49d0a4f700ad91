import { calledInFull, namespaceOf } from '../../../constructs/plan/identity';
import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { containersIn, type PodSpec, podSpecsOf } from '../../containers';
import { type Entry, entriesOf, type Fields, isAbsent, textMapOf, textOf } from '../../fields';
import type { Labelled } from '../../selector';
import { Unknowable } from '../../unknowable';
import { protocolOf } from '../ports';
import { operatedPodsOf } from './operated';
import { serviceAccountOf } from './service-account';
import type { ContainerPort, Workload } from './workload';

/**
 * The pods that an object makes; none for an object that makes none.
 *
 * @throws Unknowable when the object makes pods that cannot be read.
 */
export function workloadsOf(object: Manifest): readonly Workload[] {
  // A template is copied by whoever refers to it.
  if (kindOf(object) === 'PodTemplate') return [];
  const namespace = namespaceOf(object);
  const id = calledInFull({ ...object, metadata: { ...object.metadata, namespace } });
  const operated = operatedPodsOf(object);
  if (operated !== undefined) return [{ ...BARE, ...operated, id, namespace }];
  const pods = podSpecsOf(object);
  const mayBear = addedLabels(object);
  return pods.map((pod) => ({
    // Some custom resources make several kinds of pods.
    id: pods.length === 1 ? id : `${id} (${pod.field})`,
    namespace,
    labels: textMapOf(pod.metadata['labels'], 'labels'),
    annotations: textMapOf(pod.metadata['annotations'], 'annotations'),
    mayBear,
    ports: containerPortsOf(pod),
    hostNetwork: pod.spec['hostNetwork'] === true,
    serviceAccount: serviceAccountOf(pod.spec),
    gateway: false,
    assumed: false,
  }));
}

const BARE = { annotations: {}, hostNetwork: false, gateway: false, assumed: false } as const;

/** An operator may label the pods of a custom resource as it likes. */
function addedLabels(object: Manifest): Labelled['mayBear'] {
  const { adds: added } = factsOf(kindOf(object));
  return added === undefined ? () => true : (key) => added.includes(key);
}

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
