import type { Manifest } from '../../../constructs/plan/resource';
import { NAMESPACE } from './cluster';

export type Kind = 'DaemonSet' | 'Deployment' | 'StatefulSet';

/** A workload of one container, all of whose fields that matter here are said. */
export function workload(
  kind: Kind,
  name: string,
  { spec = {}, pod = {}, container = {}, template = {} } = {},
): Manifest {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: NAMESPACE },
    spec: {
      selector: { matchLabels: labels },
      ...(kind === 'StatefulSet' && { serviceName: name }),
      ...spec,
      template: {
        metadata: { labels, ...template },
        spec: { ...pod, containers: [{ name: 'main', image: 'registry.example.com/a:1', ...container }] },
      },
    },
  };
}
