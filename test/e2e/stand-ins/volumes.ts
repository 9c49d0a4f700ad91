import type { LiveObject } from '../support/kubernetes-api';
import type { Site } from './stand-in';

interface Source {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly keys: readonly string[];
}

/** What a kubelet says of the first thing that a pod mounts and that is not there. */
export async function missingOf(pod: LiveObject, { api }: Site): Promise<string | undefined> {
  const { namespace = '' } = pod.metadata;
  for (const volume of pod['spec'].volumes ?? []) {
    for (const { kind, name, keys } of sourcesOf(volume)) {
      const failed = (why: string) => `MountVolume.SetUp failed for volume "${volume.name}" : ${why}`;
      const found = await api.get({ apiVersion: 'v1', kind, metadata: { namespace, name } });
      if (found === undefined) return failed(`${kind.toLowerCase()} "${name}" not found`);
      const absent = keys.find((key) => found['data']?.[key] === undefined);
      if (absent !== undefined) return failed(`references non-existent ${kind.toLowerCase()} key: ${absent}`);
    }
  }
  return undefined;
}

/** What may be missing is not waited for. */
function sourcesOf(volume: any): Source[] {
  return [volume, ...(volume.projected?.sources ?? [])].flatMap(({ secret, configMap }) => [
    ...(secret === undefined || secret.optional === true ? [] : [source('Secret', secret)]),
    ...(configMap === undefined || configMap.optional === true ? [] : [source('ConfigMap', configMap)]),
  ]);
}

function source(kind: Source['kind'], { secretName, name = secretName, items = [] }: any): Source {
  return { kind, name, keys: items.map(({ key }: { key: string }) => key) };
}
