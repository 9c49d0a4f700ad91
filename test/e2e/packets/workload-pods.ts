import type { Manifest } from '../../../constructs/plan/resource';
import { podOf } from '../support/pod-of';
import type { CastPod, ContainerPort } from './cast';

/** The pods that a workload would have, as many as it asks for, with the labels that its controller gives them. */
export function podsOf(workload: Manifest): readonly CastPod[] {
  const template = templateOf(workload);
  if (template === undefined) return [];
  const { namespace = '', name } = workload.metadata;
  return Array.from({ length: countOf(workload) }, (_, index) => ({
    kind: 'pod',
    namespace,
    name: `${name}-${index}`,
    ...template,
    party: `${workload.kind} ${namespace}/${name}`,
  }));
}

/** A pod that nothing of ours makes, with what policies know it by. */
export function standIn(namespace: string, name: string, labels: Readonly<Record<string, string>>): CastPod {
  return { kind: 'pod', namespace, name, labels, containerPorts: [], party: `Pod ${namespace}/${name}` };
}

type Template = Pick<CastPod, 'labels' | 'containerPorts'>;

function templateOf(workload: Manifest): Template | undefined {
  const { metadata } = workload;
  const spec = workload['spec'] as any;
  switch (workload.kind) {
    case 'Cluster':
      return { labels: { 'cnpg.io/cluster': metadata.name, ...spec.inheritedMetadata?.labels }, containerPorts: [] };
    case 'Pooler':
      return {
        labels: { 'cnpg.io/poolerName': metadata.name, ...spec.template?.metadata?.labels },
        containerPorts: [],
      };
    case 'Gateway':
      return { labels: { 'gateway.networking.k8s.io/gateway-name': metadata.name }, containerPorts: [] };
    default: {
      const pod = podOf(workload);
      if (pod === undefined) return undefined;
      const { containers } = pod['spec'] as { containers: readonly { ports?: readonly ContainerPort[] }[] };
      return { labels: pod.metadata.labels ?? {}, containerPorts: containers.flatMap(({ ports }) => ports ?? []) };
    }
  }
}

function countOf(workload: Manifest): number {
  const { replicas, instances } = workload['spec'] as { replicas?: number; instances?: number };
  return replicas ?? instances ?? 1;
}
