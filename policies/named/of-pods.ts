import { type Entry, entriesOf, fieldsOf, isAbsent, step } from '../fields';
import { type Origins, writtenAt } from '../origins';
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
  const named = [
    ...accountOf(pod),
    ...entriesOf(spec['volumes'], `${field}.volumes`).flatMap(ofVolume),
    ...pod.containers.flatMap(({ field: place, spec: value }) => ofContainer({ field: place, value })),
    ...ofPod(entry, 'priorityClassName', 'scheduling.k8s.io/PriorityClass'),
    ...ofPod(entry, 'runtimeClassName', 'node.k8s.io/RuntimeClass'),
  ];
  return origins === undefined ? named : named.map((one) => takenOver(one, origins));
}

/** The same, by the places where it is written. */
function takenOver({ parts = [], ...one }: Reference, origins: Origins): Reference {
  return {
    ...one,
    field: writtenAt(one.field, origins),
    parts: parts.map(({ field, name }) => ({ field: writtenAt(field, origins), name })),
  };
}

/** What is named below a field; most of those that there may be are left out. */
function below(entry: Entry, key: string, named: (inner: Entry) => readonly Reference[]): readonly Reference[] {
  return isAbsent(entry.value[key]) ? NONE : named(step(entry, key));
}

const NONE: readonly Reference[] = [];

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
  return [
    ...below(volume, 'azureFile', (file) => ofPod(file, 'secretName', 'Secret')),
    ...below(volume, 'csi', ofDriver),
    ...WITH_SECRET.flatMap((source) => below(volume, source, ofLogin)),
    ...below(volume, 'ephemeral', ofClaim),
    ...ofSource(volume, 'name', 'secretName'),
    ...below(volume, 'projected', ({ field, value }) =>
      entriesOf(value['sources'], `${field}.sources`).flatMap((one) => ofSource(one, 'name', 'name')),
    ),
    ...below(volume, 'persistentVolumeClaim', (claim) => ofPod(claim, 'claimName', 'PersistentVolumeClaim')),
  ];
}

function ofDriver(csi: Entry): readonly Reference[] {
  return [
    ...ofPod(step(csi, 'nodePublishSecretRef'), 'name', 'Secret'),
    ...(csi.value['driver'] === SECRETS_STORE
      ? ofPod(step(csi, 'volumeAttributes'), 'secretProviderClass', 'secrets-store.csi.x-k8s.io/SecretProviderClass')
      : []),
  ];
}

function ofLogin(source: Entry): readonly Reference[] {
  return ofPod(step(source, 'secretRef'), 'name', 'Secret');
}

function ofClaim(ephemeral: Entry): readonly Reference[] {
  const template = step(ephemeral, 'volumeClaimTemplate');
  return ofPod(step(template, 'spec'), 'storageClassName', 'storage.k8s.io/StorageClass');
}

function ofSource(source: Entry, configMap: string, secret: string): readonly Reference[] {
  return [
    ...below(source, 'configMap', (one) => needed(one, configMap, 'ConfigMap', itemsOf)),
    ...below(source, 'secret', (one) => needed(one, secret, 'Secret', itemsOf)),
  ];
}

function ofContainer({ field, value }: Entry): readonly Reference[] {
  const variables = entriesOf(value['env'], `${field}.env`);
  return SOURCES.flatMap(([key, whole, kind]) => [
    ...variables.flatMap((one) =>
      below(one, 'valueFrom', (source) =>
        below(source, key, (object) => needed(object, 'name', kind, (from) => partAt(from, 'key'))),
      ),
    ),
    ...entriesOf(value['envFrom'], `${field}.envFrom`).flatMap((one) =>
      below(one, whole, (object) => needed(object, 'name', kind)),
    ),
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
