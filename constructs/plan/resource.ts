import type { Manifest } from './manifest';

interface Leaf {
  /** Unique in a plan, and stable: the kind and the Kubernetes identity or Vault path, never the construct path. */
  readonly id: string;
  /** Where in the construct tree it was declared: what an error or a reviewer points at. */
  readonly path: string;
  /** The ids of what must exist before it. */
  readonly dependsOn: readonly string[];
}

/** A synthesized Kubernetes object. Its id is `apps/v1/Deployment dwcp/dwcp-api`. */
export interface KubernetesResource extends Leaf {
  readonly api: 'kubernetes';
  readonly object: Manifest;
}

/** A synthesized Vault resource. Its id is `vault:index/mount:Mount database-production`. */
export interface VaultResourcePlan extends Leaf {
  readonly api: 'vault';
  /** The Pulumi type token, such as `vault:database/secretBackendRole:SecretBackendRole`. */
  readonly type: string;
  /** The path in Vault that it configures, such as `database-production/roles/dwcp-api`. */
  readonly vaultPath: string;
  /** The arguments of the `@pulumi/vault` class. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** One synthesized leaf of the construct tree, as plain data: what policies, previews, YAML and Pulumi read. */
export type Resource = KubernetesResource | VaultResourcePlan;
