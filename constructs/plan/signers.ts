import type { Resource } from './resource';

const SIGNED = 'vault:pkiSecret/secretBackendIntermediateSetSigned:SecretBackendIntermediateSetSigned';
const ROLE = 'vault:pkiSecret/secretBackendRole:SecretBackendRole';

/**
 * A role signs once its authority does, so it comes after that, whoever declared it.
 *
 * Not by `addDependency`: a role may be declared in another namespace than its authority, such as a gateway's, of which what is
 * in the first depends. As files, each namespace would come after the other.
 */
export function signedDependencies(resources: readonly Resource[]): ReadonlyMap<string, readonly string[]> {
  const signed = new Map<unknown, string[]>();
  for (const one of resources) {
    if (one.api !== 'vault' || one.type !== SIGNED) continue;
    const { backend } = one.args;
    signed.set(backend, [...(signed.get(backend) ?? []), one.id]);
  }
  return new Map(
    resources.flatMap((one) =>
      one.api === 'vault' && one.type === ROLE ? [[one.id, signed.get(one.args['backend']) ?? []] as const] : [],
    ),
  );
}
