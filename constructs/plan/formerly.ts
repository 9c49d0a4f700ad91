import { UserError } from '../invalid';
import type { FormerIds } from './former-ids';
import type { Resource } from './resource';
import { idsInOtherVersions } from './versions';

/**
 * Every other id by which a running stack may know a resource: those that it had before, and each in every version in which its
 * kind may have been written.
 */
export function otherIdsOf({ id, formerly = [] }: Resource): readonly string[] {
  return [...formerly, ...[id, ...formerly].flatMap(idsInOtherVersions)];
}

/**
 * The resources of an environment, each with the ids that it had before. What the environment does not have says nothing there:
 * another one may.
 *
 * @throws UserError when something that was renamed is there under its former id, too.
 */
export function withFormerIds(
  resources: readonly Resource[],
  formerly: FormerIds,
  environment: string,
): readonly Resource[] {
  const renamed = resources.map((resource) =>
    Object.hasOwn(formerly, resource.id) ? { ...resource, formerly: formerly[resource.id]! } : resource,
  );
  const problems = stillThere(renamed).map(
    ({ id, before }) =>
      `'${environment}' has '${before}', and \`formerly\` says that it became '${id}'; take it out of one of them`,
  );
  if (problems.length > 0) throw new UserError(problems);
  return renamed;
}

/** What is said to be another resource now, and is still declared. */
export function stillThere(
  resources: readonly Resource[],
): readonly { readonly id: string; readonly before: string }[] {
  const ids = new Set(resources.map(({ id }) => id));
  return resources
    .filter(({ formerly }) => formerly !== undefined)
    .flatMap((resource) =>
      otherIdsOf(resource)
        .filter((before) => ids.has(before))
        .map((before) => ({ id: resource.id, before })),
    );
}
