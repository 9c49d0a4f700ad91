import type * as pulumi from '@pulumi/pulumi';

/** Where a plan is deployed to, and how it stands in Pulumi's tree. */
export interface DeployOptions {
  /** The cluster to deploy to. Explicit, because the default provider is whatever kubeconfig the shell happens to have. */
  readonly kubernetes: pulumi.ProviderResource;

  /** @default - none: a plan with resources of Vault is refused */
  readonly vault?: pulumi.ProviderResource;

  /** @default - the stack itself */
  readonly parent?: pulumi.Resource;

  /**
   * What there has to be before anything of it, such as what makes the cluster.
   *
   * @default - it waits for its providers alone
   */
  readonly dependsOn?: readonly pulumi.Input<pulumi.Resource>[];

  /**
   * What the environment was before, such as `{ parent: pulumi.rootStackResource }` when it has just been given a parent;
   * Pulumi works out the former URNs of everything in it.
   *
   * @default - it is new, or what it was
   */
  readonly aliases?: (pulumi.URN | pulumi.Alias)[];

  /**
   * Changes resources, or their options, on their way to the engine: how to reach what a plan cannot say.
   *
   * @default - what is planned is what is deployed
   */
  readonly transforms?: pulumi.ResourceTransform[];
}
