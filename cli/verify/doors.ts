import type { Labels } from '../../constructs/fields/labels';
import type { Plan } from '../../constructs/plan/plan';
import { hasLabels } from '../cluster/cluster';
import type { LivePod } from '../cluster/pods';
import type { Attempt } from './attempts';
import type { Crew } from './crew';
import { type Door, doorOf } from './door';

/** Of a target with many pods, so many are tried. */
const MOST_PODS = 3;

/** Resolved in every cluster, whatever is behind it: who does not resolve this name resolves none. */
export const ANY_NAME: Door = { host: 'kubernetes.default.svc', port: 443, called: 'kubernetes.default.svc' };

/** The pods of a target, each by its address: as policies see it. */
export function podDoors({ port }: Attempt, caller: LivePod, { pods }: Crew): readonly Door[] {
  return pods
    .filter((pod) => pod !== caller)
    .slice(0, MOST_PODS)
    .map((pod) => doorOf(pod, port));
}

/** The Services of the plan that lead to a port of a target: as an application calls it. */
export function serviceDoors(
  { port }: Attempt,
  { pods: [pod] }: Crew,
  { resources }: Pick<Plan, 'resources'>,
): readonly Door[] {
  if (pod === undefined) return [];
  return resources.flatMap((resource) => {
    if (resource.api !== 'kubernetes' || resource.object.kind !== 'Service') return [];
    const { metadata, spec } = resource.object as unknown as ServiceObject;
    const { selector, ports = [] } = spec;
    if (metadata.namespace !== pod.metadata.namespace || !selector || !hasLabels(pod, selector)) return [];
    const host = `${metadata.name}.${metadata.namespace}.svc`;
    return ports
      .filter((one) => targetOf(one.targetPort ?? one.port, pod) === port)
      .map((one) => ({ host, port: one.port, called: `Service ${host}` }));
  });
}

/** What of a Service says where it leads. */
interface ServiceObject {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly selector?: Labels;
    readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
  };
}

/** The number that a port has in a pod, which may be called by its name. */
function targetOf(port: number | string, { spec }: LivePod): number | undefined {
  if (typeof port === 'number') return port;
  return spec.containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === port)?.containerPort;
}
