import { identityOf, resourceId, vaultId } from './identity';
import { factsOf, kindOf, vaultKindOf } from './kinds';

/** A field that a patch changed, and who said so. */
export interface PatchedField {
  /** The field, such as `spec.template.spec.priorityClassName`. */
  readonly path: string;
  /** Path of the construct that was patched. */
  readonly at: string;
  /** What the author of the patch said. */
  readonly why: string;
}

/** A Kubernetes object as it is rendered. */
export interface Manifest {
  /** Group and version, such as `apps/v1`. */
  readonly apiVersion: string;
  /** Such as `Deployment`. */
  readonly kind: string;
  /** What it is called, and what is known of it besides. */
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

interface Leaf {
  /** Unique in a plan, and stable: the kind and the Kubernetes identity or Vault path, never the construct path. */
  readonly id: string;
  /** `Deployment`, or `database/SecretBackendRole` of Vault. */
  readonly kind: string;
  /** @default - it is in no namespace of Kubernetes */
  readonly namespace?: string;
  /** The Kubernetes name, or the path in Vault. */
  readonly name: string;
  /** Where in the construct tree it was declared: what an error or a reviewer points at. */
  readonly path: string;
  /** The ids of what must exist before it. */
  readonly dependsOn: readonly string[];
  /** Whether to replace or to delete it is a loss of data. */
  readonly data: boolean;
  /** Ids that it had before, by which a running stack may know it. @default - none */
  readonly formerly?: readonly string[];
}

/** A synthesized Kubernetes object. Its id is `apps/v1/Deployment dwcp/dwcp-api`. */
export interface KubernetesResource extends Leaf {
  /** An object of the Kubernetes API. */
  readonly api: 'kubernetes';
  /** Fields that `patch` changed. @default - none */
  readonly patched?: readonly PatchedField[];
  /** The object, as it is posted. */
  readonly object: Manifest;
}

/** A synthesized Vault resource. Its id is `vault:index/mount:Mount database-production`. */
export interface VaultResourcePlan extends Leaf {
  /** A resource of Vault. */
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

/** What a rendered object is in a plan; `path` is the construct, or wherever else it was declared. */
export function kubernetesResource(
  object: Manifest,
  path: string,
  dependsOn: readonly string[] = [],
): KubernetesResource {
  const { kind, metadata } = object;
  return {
    api: 'kubernetes',
    id: resourceId(object),
    kind,
    ...(metadata.namespace && { namespace: metadata.namespace }),
    name: metadata.name,
    path,
    dependsOn,
    data: factsOf(kindOf(object)).data === true,
    object,
  };
}

/** What a Vault resource is in a plan. */
export function vaultResource(
  { type, vaultPath, args }: Pick<VaultResourcePlan, 'type' | 'vaultPath' | 'args'>,
  path: string,
  dependsOn: readonly string[] = [],
): VaultResourcePlan {
  return {
    api: 'vault',
    id: vaultId(type, vaultPath),
    kind: vaultKindOf(type),
    name: vaultPath,
    path,
    dependsOn,
    data: factsOf(type).data === true,
    type,
    vaultPath,
    args,
  };
}

/** `apps/Deployment shop/api`: what Kubernetes keeps one of, in whatever version it is written. In Vault, the id. */
export function thingOf(resource: Resource): string {
  return resource.api === 'vault' ? resource.id : `${kindOf(resource.object)} ${identityOf(resource)}`;
}
