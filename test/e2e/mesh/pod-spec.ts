import type { KubernetesApi, LiveObject } from '../support/kubernetes-api';
import { tokenOf } from './istiod';

/** As much of a container as whoever runs it reads. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly Variable[];
  readonly resources?: { readonly limits?: Readonly<Record<string, string>> };
  readonly lifecycle?: {
    readonly preStop?: {
      readonly sleep?: { readonly seconds: number };
      readonly exec?: { readonly command: readonly string[] };
    };
  };
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly fieldRef?: { readonly fieldPath: string };
    readonly resourceFieldRef?: { readonly resource: string };
  };
}

/** The variables of a container, each with its value. */
export function environmentOf({ env = [], resources }: Container, pod: LiveObject): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const { name, value = '', valueFrom } of env) {
    const { fieldRef, resourceFieldRef } = valueFrom ?? {};
    if (fieldRef !== undefined) values[name] = String(at(pod, fieldRef.fieldPath));
    else if (resourceFieldRef !== undefined) values[name] = limitOf(resourceFieldRef.resource, resources?.limits ?? {});
    else values[name] = expand(value, values);
  }
  return values;
}

/** `$(NAME)` is what a variable before it says. */
export function expand(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\((\w+)\)/g, (whole, name: string) => values[name] ?? whole);
}

function limitOf(resource: string, limits: Readonly<Record<string, string>>): string {
  const given = limits[resource.replace('limits.', '')] ?? '1';
  const [, number = '1', unit = ''] = /^(\d+)(.*)$/.exec(given) ?? [];
  const factor: Readonly<Record<string, number>> = { m: 1 / 1000, Mi: 2 ** 20, Gi: 2 ** 30 };
  return String(Math.ceil(Number(number) * (factor[unit] ?? 1)));
}

function at(object: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], object);
}

interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string; readonly optional?: boolean };
  readonly downwardAPI?: {
    readonly items: readonly { readonly path: string; readonly fieldRef: { readonly fieldPath: string } }[];
  };
  readonly projected?: {
    readonly sources: readonly {
      readonly serviceAccountToken?: {
        readonly audience: string;
        readonly path: string;
        readonly expirationSeconds: number;
      };
    }[];
  };
}

/** The files of what a container mounts, by their paths. */
export async function volumesOf(
  pod: LiveObject,
  { volumeMounts }: Container,
  api: KubernetesApi,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const { name, mountPath } of volumeMounts) {
    const volume = (pod['spec'].volumes as readonly Volume[]).find((candidate) => candidate.name === name)!;
    for (const [file, content] of await filesOf(volume, pod, api)) files.set(`${mountPath}/${file}`, content);
  }
  return files;
}

async function filesOf(
  volume: Volume,
  pod: LiveObject,
  api: KubernetesApi,
): Promise<readonly (readonly [string, string])[]> {
  const { configMap, downwardAPI, projected } = volume;
  const { namespace } = pod.metadata;
  if (configMap !== undefined) {
    const found = await api.get({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: configMap.name, namespace: namespace! },
    });
    if (found === undefined && !configMap.optional) throw new Error(`no ConfigMap ${namespace}/${configMap.name}`);
    return Object.entries((found?.['data'] ?? {}) as Record<string, string>);
  }
  if (downwardAPI !== undefined) {
    return downwardAPI.items.map(({ path, fieldRef }) => [path, lines(at(pod, fieldRef.fieldPath) as object)]);
  }
  const tokens = (projected?.sources ?? []).flatMap(({ serviceAccountToken }) => serviceAccountToken ?? []);
  return Promise.all(
    tokens.map(async ({ audience, path, expirationSeconds }) => {
      const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name: pod.metadata.name, uid: pod.metadata.uid };
      const spec = { audiences: [audience], expirationSeconds, boundObjectRef };
      return [path, await tokenOf(api, namespace!, pod['spec'].serviceAccountName, spec)] as const;
    }),
  );
}

function lines(values: object): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join('\n');
}
