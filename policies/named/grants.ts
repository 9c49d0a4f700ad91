import { namespaceOf } from '../../constructs/plan/identity';
import { kindOf } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import { entriesOf, fieldsOf, isAbsent } from '../fields';
import type { Prepared } from '../prepared';
import type { Reference } from './reference';

const GRANT = 'gateway.networking.k8s.io/ReferenceGrant';

/**
 * The namespace that would have to grant a reference of Gateway API, and does not.
 *
 * Of a namespace that is not in the input, nobody can tell what it grants.
 */
export function ungranted(
  { kind, name, namespace, granted }: Reference,
  object: Manifest,
  { of, namespaces }: Pick<Prepared, 'of' | 'namespaces'>,
): string | undefined {
  const own = namespaceOf(object);
  if (granted !== true || namespace === undefined || namespace === own || !namespaces.has(namespace)) return undefined;
  const isGranted = of(GRANT)
    .filter((grant) => namespaceOf(grant.object) === namespace)
    .some((grant) => {
      const { from, to } = fieldsOf(grant.object['spec'], 'spec');
      const isFrom = entriesOf(from, 'spec.from').some(
        ({ value }) => groupKind(value) === kindOf(object) && value['namespace'] === own,
      );
      const isTo = entriesOf(to, 'spec.to').some(
        ({ value }) =>
          groupKind(value) === kind && (isAbsent(value['name']) || [name, ''].includes(String(value['name']))),
      );
      return isFrom && isTo;
    });
  return isGranted ? undefined : namespace;
}

/** As `kindOf` writes it: the core group has no name. */
function groupKind({ group, kind }: Readonly<Record<string, unknown>>): string {
  return isAbsent(group) || group === '' ? String(kind) : `${String(group)}/${String(kind)}`;
}
