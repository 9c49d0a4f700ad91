import type { Resource } from '../../../constructs/plan/resource';
import { Unknowable } from '../../../policies/index';
import { resourceOf } from '../../../policies/pulumi-resource';
import { calledBy } from '../../preview/sides/engine/resources';
import { said } from '../../preview/sides/engine/said';
import type { StateResource } from '../../preview/sides/engine/shape';
import { parseUrn } from '../../preview/sides/engine/urn';
import { withheld } from './withheld';

/** What rules judge of a stack, and it is the same as in the policy pack: what is in Kubernetes or in Vault, and its own. */
export function resourcesIn(states: readonly StateResource[]): readonly Resource[] {
  return states.filter(({ external }) => external !== true).flatMap((state) => resourceIn(state) ?? []);
}

function resourceIn({ urn, type, inputs, ignoreChanges }: StateResource): Resource | undefined {
  const props = withheld(said(inputs ?? {}, undefined)) as Readonly<Record<string, unknown>>;
  try {
    const opts = { ignoreChanges: ignoreChanges ?? [] };
    return resourceOf({ type, name: parseUrn(urn)?.name ?? urn, urn, props, opts });
  } catch (error) {
    if (error instanceof Unknowable) return unreadable(urn, error);
    throw error;
  }
}

/** One of which nobody can tell what it is, as the engine of rules meets it and reports it. */
function unreadable(urn: string, error: Unknowable): Resource {
  const object = Object.defineProperty({}, 'apiVersion', {
    get() {
      throw error;
    },
  });
  const id = calledBy(urn);
  return { api: 'kubernetes', id, kind: '', name: '', path: urn, dependsOn: [], data: false, object: object as never };
}
