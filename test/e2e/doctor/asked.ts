import type { ControlPlane } from '../servers/control-plane';
import type { KubernetesApi } from '../support/kubernetes-api';

/** A cluster, and a folder for stack files. */
export interface Asked {
  readonly cluster: ControlPlane;
  readonly api: KubernetesApi;
  readonly folder: string;
}
