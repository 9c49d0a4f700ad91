import type { Probe } from '../kubernetes';
import type { Port } from '../network/port';
import type { RestartTarget } from '../operators/vault-secrets-operator';
import type { PodOptions } from './pod-options';
import type { Resources } from './resources';

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
}

/** What a ConfigMap holds, and where it is mounted. */
export interface ConfigFolder {
  readonly path: string;
  readonly content: string;
}
