import type { Labelled } from '../../selector';
import type { Protocol } from '../result';

export interface ContainerPort {
  readonly name: string | undefined;
  readonly port: number;
  readonly protocol: Protocol;
}

/** The pods that one object makes, as network policies and the mesh see them. */
export interface Workload extends Labelled {
  /** `Deployment dwcp/dwcp-api`; unique. */
  readonly id: string;
  readonly namespace: string;
  /** Ports that its containers declare; nothing when somebody else fills in the containers. */
  readonly ports: readonly ContainerPort[] | undefined;
  readonly annotations: Readonly<Record<string, string>>;
  readonly hostNetwork: boolean;
  /** Name of its service account; nothing when that is not said. */
  readonly serviceAccount: string | undefined;
  /** Whether Istio runs it as a gateway, which takes connections as what it is and not as a sidecar. */
  readonly gateway: boolean;
  /** Whether its containers hold the sidecar already. @default - only what is injected */
  readonly sidecar?: boolean;
  /** Whether only an operator knows which labels its pods bear. @default - they are known */
  readonly unlabelled?: boolean;
  /** Whether no object makes it: only a policy speaks of such pods. */
  readonly assumed: boolean;
}
