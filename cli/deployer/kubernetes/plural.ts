import { isMap } from '../../../constructs/plan/diff/maps';
import { kindOf } from '../../../constructs/plan/kinds';
import { pluralIn } from '../../../constructs/plan/plural';
import type { Manifest } from '../../../constructs/plan/resource';

/** What Kubernetes calls the resources of a kind, in paths and in roles. */
export type PluralOf = (object: Pick<Manifest, 'apiVersion' | 'kind'>) => string;

/** As the definitions among the objects say; of any other kind as English has it, which is what the rest of them say. */
export function pluralsOf(objects: readonly Manifest[]): PluralOf {
  const defined = new Map(objects.flatMap(definition));
  return (object) => defined.get(kindOf(object)) ?? pluralIn(object.kind);
}

function definition({ kind, spec }: Manifest): readonly (readonly [kind: string, plural: string])[] {
  if (kind !== 'CustomResourceDefinition' || !isMap(spec) || !isMap(spec['names'])) return [];
  const { kind: defines, plural } = spec['names'];
  return [[`${spec['group']}/${defines}`, String(plural)]];
}
