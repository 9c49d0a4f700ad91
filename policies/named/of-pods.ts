import { type Entry, entriesOf, fieldsOf, isAbsent, step } from '../fields';
import { writtenAt } from '../origins';
import { choosesAccount } from '../pod-spec';
import { serviceAccountOf } from '../reachability/parties/service-account';
import type { PodSubject } from '../subjects';
import { type Part, partAt, type Reference, reference } from './reference';

/** Of an environment variable, and of all that one source has. */
const SOURCES = [
  ['configMapKeyRef', 'configMapRef', 'ConfigMap'],
  ['secretKeyRef', 'secretRef', 'Secret'],
] as const;

/** https://secrets-store-csi-driver.sigs.k8s.io/getting-started/usage */
const SECRETS_STORE = 'secrets-store.csi.k8s.io';

/** Volumes that are mounted by a login. */
const WITH_SECRET = ['cephfs', 'cinder', 'flexVolume', 'iscsi', 'rbd', 'scaleIO', 'storageos'];

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
  ].map(({ parts = [], ...one }) => ({
    ...one,
    field: writtenAt(one.field, origins),
    parts: parts.map(({ field: at, name }) => ({ field: writtenAt(at, origins), name })),
  }));
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
  const csi = step(volume, 'csi');
  const template = step(step(volume, 'ephemeral'), 'volumeClaimTemplate');
  return [
    ...ofPod(step(volume, 'azureFile'), 'secretName', 'Secret'),
    ...ofPod(step(csi, 'nodePublishSecretRef'), 'name', 'Secret'),
    ...(csi.value['driver'] === SECRETS_STORE
      ? ofPod(step(csi, 'volumeAttributes'), 'secretProviderClass', 'secrets-store.csi.x-k8s.io/SecretProviderClass')
      : []),
    ...WITH_SECRET.flatMap((source) => ofPod(step(step(volume, source), 'secretRef'), 'name', 'Secret')),
    ...ofPod(step(template, 'spec'), 'storageClassName', 'storage.k8s.io/StorageClass'),
    ...ofSource(volume, 'name', 'secretName'),
    ...entriesOf(projected.value['sources'], `${projected.field}.sources`).flatMap((one) =>
      ofSource(one, 'name', 'name'),
    ),
    ...ofPod(step(volume, 'persistentVolumeClaim'), 'claimName', 'PersistentVolumeClaim'),
  ];
}

function ofSource(source: Entry, configMap: string, secret: string): readonly Reference[] {
  return [
    ...needed(step(source, 'configMap'), configMap, 'ConfigMap', itemsOf),
    ...needed(step(source, 'secret'), secret, 'Secret', itemsOf),
  ];
}

function ofContainer({ field, value }: Entry): readonly Reference[] {
  return SOURCES.flatMap(([key, whole, kind]) => [
    ...entriesOf(value['env'], `${field}.env`).flatMap((one) =>
      needed(step(step(one, 'valueFrom'), key), 'name', kind, (from) => partAt(from, 'key')),
    ),
    ...entriesOf(value['envFrom'], `${field}.envFrom`).flatMap((one) => needed(step(one, whole), 'name', kind)),
  ]);
}

/** The keys that become files, where not all do. */
function itemsOf({ field, value }: Entry): readonly Part[] {
  return entriesOf(value['items'], `${field}.items`).flatMap((item) => partAt(item, 'key'));
}

/** A pod starts without what is optional. */
function needed(
  source: Entry,
  key: string,
  kind: string,
  partsOf: (source: Entry) => readonly Part[] = () => [],
): readonly Reference[] {
  if (fieldsOf(source.value, source.field)['optional'] === true) return [];
  return ofPod(source, key, kind).map((one) => ({ ...one, parts: partsOf(source) }));
}
