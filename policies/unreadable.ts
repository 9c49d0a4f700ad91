import type { Preparation } from './prepare';
import type { Rule } from './rule';
import { Unknowable } from './unknowable';
import { type Verdict, verdict } from './verdict';
import { who } from './violation';

/** The id under which a resource is reported of which nobody can tell what it is. Nothing exempts from it. */
export const RESOURCES_READABLE = 'resources-readable';

const RULE: Pick<Rule, 'id' | 'level' | 'severity'> = { id: RESOURCES_READABLE, level: 'mandatory', severity: 'high' };

/** A doubt for each resource that no rule can judge, because it does not say what it is. */
export function unreadableVerdicts({ unreadable }: Preparation): readonly Verdict[] {
  return unreadable.map(({ resource, error }) => {
    const { id, path }: { readonly id?: unknown; readonly path?: unknown } = resource;
    const about = { rule: RULE, resource: String(id), path: String(path ?? id), subject: who(resource) };
    const why = error instanceof Error ? error.message : String(error);
    const field = error instanceof Unknowable ? error.field : about.path;
    return verdict(
      about,
      [],
      [{ field, problem: `no rule can judge it: ${why}`, fix: 'write it as Kubernetes reads it' }],
    );
  });
}
