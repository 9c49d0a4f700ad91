import * as pulumi from '@pulumi/pulumi';
import type { Resource } from '../../constructs';
import { pulumiIdentity } from './identity';

/** Any resource of any provider: what a resource of a plan becomes. */
export class Declared extends pulumi.CustomResource {
  /** `former` are the ids that it had before, if it is another's name that a running stack knows it by. */
  constructor(resource: Resource, former: readonly string[], options: pulumi.CustomResourceOptions) {
    const { type, name } = pulumiIdentity(resource.id);
    const inputs = resource.api === 'kubernetes' ? resource.object : resource.args;
    super(type, name, { ...inputs }, { ...options, aliases: aliasesOf(former) });
  }
}

/** Before there were branches everything was at the root, and in a stack that was not deployed since it still is. */
function aliasesOf(former: readonly string[]): pulumi.Alias[] {
  const before = former.map(pulumiIdentity);
  return [...before, ...[{}, ...before].map((identity) => ({ ...identity, parent: pulumi.rootStackResource }))];
}
