import type { Manifest } from '../../../constructs/plan/resource';

/** Kinds whose pod template is only a part of the pod: the operator adds containers and makes the service account. */
const FILLED_IN_BY_OPERATORS = ['Pooler'];

/** The pod that a workload's controller would make; undefined for what makes none itself. */
export function podOf(workload: Manifest): Manifest | undefined {
  const { metadata } = workload;
  const spec = workload['spec'] as any;
  const template = (workload.kind === 'CronJob' ? spec?.jobTemplate?.spec : spec)?.template;
  if (template?.spec?.containers === undefined || FILLED_IN_BY_OPERATORS.includes(workload.kind)) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...template.metadata,
      name: `${metadata.name}-pod`,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    },
    spec: { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...claimsOf(spec)] },
  };
}

/** A StatefulSet's claims become volumes of its pods under the same names. */
function claimsOf(spec: { volumeClaimTemplates?: readonly { metadata: { name: string } }[] }): readonly object[] {
  return (spec.volumeClaimTemplates ?? []).map(({ metadata: { name } }) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-0` },
  }));
}
