import type { IConstruct } from 'constructs';
import { invalid } from '../invalid';
import { ISTIO_PORTS } from '../mesh/sidecar';
import type { Port } from '../network/port';

/** Ports of a pod, as `PodProps` has them. */
export interface PodPorts {
  readonly ports: readonly Port[];
  readonly managementPorts?: readonly Port[];
  readonly sideContainers?: readonly { readonly ports?: readonly Port[] }[];
  readonly mesh: boolean;
}

/** Refuses what two would listen on: the program that starts second fails, and never becomes ready. */
export function checkPorts(
  workload: IConstruct,
  { ports, managementPorts = [], sideContainers = [], mesh }: PodPorts,
): void {
  const taken = new Map<string, string>();
  const beside = sideContainers.flatMap((container) => container.ports ?? []);
  for (const port of [...managementPorts, ...ports, ...beside]) {
    const other = taken.get(`${port}`) ?? (mesh && ISTIO_PORTS.has(port.number) ? 'its sidecar' : undefined);
    if (other !== undefined) {
      throw invalid(workload, `listens on ${port}, where ${other} listens already`, 'choose another port, e.g. 8080');
    }
    taken.set(`${port}`, `its port '${port.name}'`);
  }
}
