import * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../../constructs';
import { lastOf } from './declared/last';
import { isKept } from './declared/protection';

/**
 * Stands in the way of whoever destroys an environment whose data is kept.
 *
 * Pulumi finds out that something is protected when its turn to be deleted comes, after whatever depends on it has gone.
 * On this nothing depends, and it depends on everything: its turn is the first, so nothing has gone when Pulumi refuses.
 */
export class Sentinel extends pulumi.ComponentResource {
  constructor(
    { environment, data, resources }: Plan,
    declared: ReadonlyMap<string, pulumi.CustomResource>,
    parent: pulumi.Resource,
  ) {
    const dependsOn = lastOf(resources).map(({ id }) => declared.get(id)!);
    super('dwcp:baseline:Sentinel', environment, { data }, { parent, dependsOn, protect: isKept(data) });
    // Policies read what a stack's resources have become, which of a component is what it says itself.
    this.registerOutputs({ data });
  }
}
