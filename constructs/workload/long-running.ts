import type { Construct } from 'constructs';
import type { Port } from '../network/port';
import { MANAGEMENT_PORT, MANAGEMENT_PROBES, METRICS_ANNOTATIONS, scrapeSidecar } from './management';
import { Pod } from './pod';
import type { Resources } from './resources';
import { RollingDeployment, rolloutSeconds } from './rolling-deployment';

export interface LongRunningProps<Declared extends readonly Port[]> {
  readonly image: string;
  readonly replicas: number;
  readonly resources: Resources;
  readonly ports: Declared;
}

/** The pods of a workload that runs for as long as it is deployed, probed, scraped and restarted with new credentials. */
export function longRunning<const Declared extends readonly Port[]>(
  workload: Construct,
  { image, replicas, resources, ports }: LongRunningProps<Declared>,
): Pod<Declared> {
  const name = workload.node.id;
  const pod = new Pod(workload, 'pod', {
    name,
    image,
    resources,
    ports,
    managementPorts: [MANAGEMENT_PORT],
    probes: MANAGEMENT_PROBES,
    annotations: METRICS_ANNOTATIONS,
    mesh: true,
    restart: { kind: 'Deployment', name },
    rolloutSeconds: rolloutSeconds(replicas),
  });
  new RollingDeployment(workload, 'rolling', { pod, replicas });
  scrapeSidecar(pod);
  return pod;
}
