import type { Manifest } from '../../../constructs/plan/resource';

/** A program that runs once, on a node that has its image. */
export interface SinglePod {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly labels: Readonly<Record<string, string>>;
  /** @default - any, since every node has it */
  readonly node?: string | undefined;
  readonly container: object;
  readonly volumes: readonly object[];
}

/** Its Deployment; its service account is called as it is. */
export function singlePod({ metadata, labels, node, container, volumes }: SinglePod): Manifest {
  const spec = {
    serviceAccountName: metadata.name,
    ...(node !== undefined && { nodeSelector: { 'kubernetes.io/hostname': node } }),
    containers: [container],
    volumes,
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}
