import { isGroup } from '../../../../../constructs/props/props';
import { valueAt } from '../value-at';

/** A ConfigMap or a Secret that a pod reads. */
export interface Source {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Whether it is read once, as a variable or a single file is: a whole folder follows what changes. */
  readonly isKept: boolean;
}

/** Everything that a pod reads, by its spec: https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically */
export function sourcesOf(spec: Readonly<Record<string, unknown>>): readonly Source[] {
  const containers = ['containers', 'initContainers'].flatMap((list) => entriesIn(spec, list));
  const single = new Set(
    containers
      .flatMap((container) => entriesIn(container, 'volumeMounts'))
      .filter((mount) => mount['subPath'] !== undefined || mount['subPathExpr'] !== undefined)
      .map((mount) => mount['name']),
  );
  return [
    ...containers.flatMap(variablesOf),
    ...entriesIn(spec, 'volumes').flatMap((volume) => filesOf(volume, single.has(volume['name']))),
  ];
}

function variablesOf(container: unknown): readonly Source[] {
  return [
    ...entriesIn(container, 'env').flatMap((one) => [
      ...source('ConfigMap', valueAt(one, 'valueFrom.configMapKeyRef.name'), true),
      ...source('Secret', valueAt(one, 'valueFrom.secretKeyRef.name'), true),
    ]),
    ...entriesIn(container, 'envFrom').flatMap((one) => [
      ...source('ConfigMap', valueAt(one, 'configMapRef.name'), true),
      ...source('Secret', valueAt(one, 'secretRef.name'), true),
    ]),
  ];
}

function filesOf(volume: unknown, isKept: boolean): readonly Source[] {
  const projected = entriesIn(valueAt(volume, 'projected'), 'sources').flatMap((one) => [
    ...source('ConfigMap', valueAt(one, 'configMap.name'), isKept),
    ...source('Secret', valueAt(one, 'secret.name'), isKept),
  ]);
  return [
    ...source('ConfigMap', valueAt(volume, 'configMap.name'), isKept),
    ...source('Secret', valueAt(volume, 'secret.secretName'), isKept),
    ...projected,
  ];
}

function source(kind: Source['kind'], name: unknown, isKept: boolean): readonly Source[] {
  return typeof name === 'string' ? [{ kind, name, isKept }] : [];
}

function entriesIn(value: unknown, list: string): readonly Readonly<Record<string, unknown>>[] {
  const entries = valueAt(value, list);
  return Array.isArray(entries) ? entries.filter(isGroup) : [];
}
