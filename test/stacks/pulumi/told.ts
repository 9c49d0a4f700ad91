import { deploy } from '../../../stacks/pulumi/deploy';
import type { DeployOptions } from '../../../stacks/pulumi/options';
import type { Registration } from '../../support/pulumi/monitor';
import { Provider, registered } from '../../support/pulumi/registered';
import { shop } from './shop';

/** Pulumi's modules take seconds to load where other tests run beside this one. */
export const LOADING = 60_000;

export const ENVIRONMENT = 'dwcp:baseline:Environment live';

/** What is below the stack itself, by type and name without their provider's part: `apps/v1:Deployment shop/api`. */
export async function told(
  plan = shop(),
  options: () => Partial<DeployOptions> = () => ({}),
): Promise<ReadonlyMap<string, Registration>> {
  const all = await registered(() => {
    deploy(plan, {
      kubernetes: new Provider('kubernetes', 'cluster'),
      vault: new Provider('vault', 'safe'),
      ...options(),
    });
  });
  return new Map(all.map((registration) => [called(registration), registration]));
}

/** A resource as a plan calls it, and anything else by type and name. */
export function called({ type, name }: { readonly type: string; readonly name: string }): string {
  const [, group, kind] = /^kubernetes:(?:core\/)?(.+):(\w+)$/.exec(type) ?? [];
  return kind === undefined ? `${type} ${name}` : `${group}/${kind} ${name}`;
}

/** The same of a URN. */
export function calledIn(urn: string): string {
  const [, , types = '', name = ''] = urn.split('::');
  return called({ type: types.split('$').at(-1)!, name });
}
