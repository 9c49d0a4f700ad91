import { type Entry, entriesOf, fieldsOf, isAbsent, step } from '../fields';
import { writtenAt } from '../origins';
import { choosesAccount } from '../pod-spec';
import { serviceAccountOf } from '../reachability/parties/service-account';
import type { PodSubject } from '../subjects';
import { type Reference, reference } from './reference';

/** Of an environment variable, and of all that one source has. */
const SOURCES = [
  ['configMapKeyRef', 'configMapRef', 'ConfigMap'],
  ['secretKeyRef', 'secretRef', 'Secret'],
] as const;

/**
 * What a pod names, without which it does not start.
 *
 * Secrets for pulling images are none of these: without one the kubelet pulls as nobody.
 */
export function namedByPod(pod: PodSubject): readonly Reference[] {
  const { field, spec, origins } = pod;
  const entry = { field, value: spec };
  return [
    ...accountOf(pod),
    ...entriesOf(spec['volumes'], `${field}.volumes`).flatMap(ofVolume),
    ...pod.containers.flatMap(({ field: place, spec: value }) => ofContainer({ field: place, value })),
    ...ofPod(entry, 'priorityClassName', 'scheduling.k8s.io/PriorityClass'),
    ...ofPod(entry, 'runtimeClassName', 'node.k8s.io/RuntimeClass'),
  ].map((one) => ({ ...one, field: writtenAt(one.field, origins) }));
}

function ofPod({ field, value }: Entry, key: string, kind: string): readonly Reference[] {
  return reference(value[key], `${field}.${key}`, kind);
}

function accountOf(pod: PodSubject): readonly Reference[] {
  const { field, spec } = pod;
  const name = serviceAccountOf(spec);
  // That of every namespace is made by Kubernetes.
  if (!choosesAccount(pod) || name === 'default') return [];
  const key =
    isAbsent(spec['serviceAccountName']) || spec['serviceAccountName'] === '' ? 'serviceAccount' : 'serviceAccountName';
  return reference(name, `${field}.${key}`, 'ServiceAccount');
}

function ofVolume(volume: Entry): readonly Reference[] {
  const projected = step(volume, 'projected');
  return [
    ...ofSource(volume, 'name', 'secretName'),
    ...entriesOf(projected.value['sources'], `${projected.field}.sources`).flatMap((one) =>
      ofSource(one, 'name', 'name'),
    ),
    ...ofPod(step(volume, 'persistentVolumeClaim'), 'claimName', 'PersistentVolumeClaim'),
  ];
}

function ofSource(source: Entry, configMap: string, secret: string): readonly Reference[] {
  return [
    ...needed(step(source, 'configMap'), configMap, 'ConfigMap'),
    ...needed(step(source, 'secret'), secret, 'Secret'),
  ];
}

function ofContainer({ field, value }: Entry): readonly Reference[] {
  return SOURCES.flatMap(([key, whole, kind]) => [
    ...entriesOf(value['env'], `${field}.env`).flatMap((one) =>
      needed(step(step(one, 'valueFrom'), key), 'name', kind),
    ),
    ...entriesOf(value['envFrom'], `${field}.envFrom`).flatMap((one) => needed(step(one, whole), 'name', kind)),
  ]);
}

/** A pod starts without what is optional. */
function needed(source: Entry, key: string, kind: string): readonly Reference[] {
  return fieldsOf(source.value, source.field)['optional'] === true ? [] : ofPod(source, key, kind);
}
