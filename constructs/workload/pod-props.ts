import type { Probe } from '../kubernetes';
import { isPort, type Port } from '../network/port';
import type { RestartTarget } from '../operators/vault-secrets-operator';
import { choice, count, flag, group, list, record, text, value } from '../props/checks';
import { isGroup, needed, optional, type Props } from '../props/props';
import { IMAGE, type ServingContainer, SIDE_CONTAINER } from './container-options';
import { POD_OPTIONS, type PodOptions } from './pod-options';
import { RESOURCES, type Resources } from './resources';

export interface PodProps<Declared extends readonly Port[] = readonly Port[]> extends PodOptions {
  /** Name of the workload, of its container and of its service account. */
  readonly name: string;

  /** By digest: a tag can point to something else tomorrow. */
  readonly image: string;
  /** CPU and memory of its own container. */
  readonly resources: Resources;

  /** Ports that other workloads may be allowed to call. */
  readonly ports: Declared;

  /**
   * Ports of the container that only kubelets and Prometheus use.
   *
   * @default - none
   */
  readonly managementPorts?: readonly Port[];

  /**
   * How the kubelet finds out whether it has started, can serve, and lives.
   *
   * @default - it is not asked: what runs counts as well
   */
  readonly probes?: { readonly startup: Probe; readonly readiness: Probe; readonly liveness: Probe };

  /**
   * Containers that run beside its own.
   *
   * @default - none but the mesh's
   */
  readonly sideContainers?: readonly ServingContainer[];

  /** Whether its traffic goes through a sidecar; a pod outside brings TLS of its own. */
  readonly mesh: boolean;

  /**
   * What the Vault Secrets Operator restarts when a credential changes.
   *
   * @default - nothing: the pods read it as they start, and end before it does
   */
  readonly restart?: RestartTarget;

  /** The longest time until no pod uses the credential that was current before. */
  readonly rolloutSeconds: number;

  /**
   * What that comes from, for the message that says a credential dies too soon: `3 pods × (120 s to start + …)`.
   *
   * @default - the message has the time alone
   */
  readonly rolloutSum?: string;
}

/** What a ConfigMap holds, and where it is mounted. */
export interface ConfigFolder {
  readonly path: string;
  readonly content: string;
}

const port = value("write Port.tcp(8080, 'http')", isPort);
const ports = list(port, "write a list of ports, as in [Port.tcp(8080, 'http')]");
const probe = value("write a probe, as in { httpGet: { path: '/livez', port: 8081 } }", isGroup);

/** What pods by themselves take. */
export const POD_PROPS: Props<PodProps> = {
  ...POD_OPTIONS,
  // The mesh's own among them: a construct that is made of pods tells it what to do.
  annotations: optional(record('write an object of text', text('write text'))),
  name: needed(text('write the name of the workload')),
  image: needed(IMAGE),
  resources: needed(RESOURCES),
  ports: needed(ports),
  managementPorts: optional(ports),
  sideContainers: optional(
    list(group<ServingContainer>({ ...SIDE_CONTAINER, ports: optional(ports), health: optional(probe) })),
  ),
  probes: optional(
    group<NonNullable<PodProps['probes']>>({
      startup: needed(probe),
      readiness: needed(probe),
      liveness: needed(probe),
    }),
  ),
  mesh: needed(flag),
  restart: optional(
    group<RestartTarget>({
      kind: needed(choice('Deployment', 'StatefulSet', 'DaemonSet')),
      name: needed(text('write its name')),
    }),
  ),
  rolloutSeconds: needed(count),
  rolloutSum: optional(text('write what the time comes from')),
};
