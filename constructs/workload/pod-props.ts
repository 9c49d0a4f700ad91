import type { Probe } from '../kubernetes';
import type { Port } from '../network/port';
import type { RestartTarget } from '../operators/vault-secrets-operator';
import type { PodOptions } from './pod-options';
import type { Resources } from './resources';

export interface PodProps<Declared extends readonly Port[] = readonly Port[]> extends PodOptions {
  readonly name: string;

  /** By digest: a tag can point to something else tomorrow. */
  readonly image: string;
  readonly resources: Resources;

  /** Ports that other workloads may be allowed to call. */
  readonly ports: Declared;

  /** Ports of the container that only kubelets and Prometheus use. */
  readonly managementPorts?: readonly Port[];
  readonly probes?: { readonly startup: Probe; readonly readiness: Probe; readonly liveness: Probe };

  /** Whether its traffic goes through a sidecar; a pod outside brings TLS of its own. */
  readonly mesh: boolean;

  /** What the Vault Secrets Operator restarts when a credential changes; nothing for pods that read it as they start. */
  readonly restart?: RestartTarget;

  /** The longest time until no pod uses the credential that was current before. */
  readonly rolloutSeconds: number;
}

/** What a ConfigMap holds, and where it is mounted. */
export interface ConfigFolder {
  readonly path: string;
  readonly content: string;
}
