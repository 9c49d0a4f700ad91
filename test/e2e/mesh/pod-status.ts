import { CONTROL_PLANE_ADDRESS } from '../live/cluster/addresses';
import type { KubernetesApi, LiveObject } from '../support/kubernetes-api';
import type { Container } from './pod-spec';

/** Where a pod runs. */
export interface Placement {
  readonly node: string;
  readonly address: string;
}

/** A scheduler's and a kubelet's word on a pod. */
export class PodReport {
  private readonly api: KubernetesApi;
  private readonly pod: LiveObject;
  private readonly placement: Placement;

  constructor(api: KubernetesApi, pod: LiveObject, placement: Placement) {
    this.api = api;
    this.pod = pod;
    this.placement = placement;
  }

  /** Says where it will run, and returns it as it then is. */
  async placed(): Promise<LiveObject> {
    const { name, namespace } = this.pod.metadata;
    const target = { apiVersion: 'v1', kind: 'Node', name: this.placement.node };
    const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace }, target };
    await this.api.request('POST', `${await this.path()}/binding`, binding);
    return this.say(false);
  }

  /** Says that it serves. */
  async ready(): Promise<void> {
    await this.say(true);
  }

  private async say(ready: boolean): Promise<LiveObject> {
    const status = statusOf(this.pod['spec'].containers, this.placement, ready);
    const path = `${await this.path()}/status`;
    return (await this.api.request('PATCH', path, { status }, 'application/merge-patch+json')) as LiveObject;
  }

  private path(): Promise<string> {
    return this.api.path('v1', 'Pod', this.pod.metadata.namespace, this.pod.metadata.name);
  }
}

function statusOf(containers: readonly Container[], { address }: Placement, ready: boolean): object {
  const at = new Date().toISOString();
  const condition = (type: string, holds = ready) => ({
    ...{ type, status: holds ? 'True' : 'False' },
    lastTransitionTime: at,
  });
  return {
    phase: ready ? 'Running' : 'Pending',
    hostIP: CONTROL_PLANE_ADDRESS,
    hostIPs: [{ ip: CONTROL_PLANE_ADDRESS }],
    podIP: address,
    podIPs: [{ ip: address }],
    startTime: at,
    conditions: [
      condition('PodScheduled', true),
      ...['Initialized', 'ContainersReady', 'Ready'].map((type) => condition(type)),
    ],
    containerStatuses: containers.map(({ name, image }) => ({
      ...{ name, image, imageID: image, ready, restartCount: 0 },
      state: ready ? { running: { startedAt: at } } : { waiting: { reason: 'ContainerCreating' } },
    })),
  };
}
