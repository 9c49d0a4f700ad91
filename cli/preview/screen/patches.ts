import type { Resource } from '../../../constructs';
import { identityOf } from '../../../constructs/plan/identity';
import { colour as pc } from '../../terminal/colour';
import { columns } from '../../terminal/columns';

/** What was changed past the props of constructs, with who changed it and why; nothing where nothing was. */
export function renderPatches(resources: readonly Resource[], width?: number): string[] {
  const rows = resources.flatMap((resource) =>
    resource.api === 'kubernetes'
      ? (resource.patched ?? []).map(({ path, at, why }) => [
          `${resource.kind} ${identityOf(resource)}`,
          path,
          `${why} (${at})`,
        ])
      : [],
  );
  return rows.length === 0
    ? []
    : [pc.bold(`Patched (${rows.length})`), ...columns(rows, ['left', 'left', 'left'], width)];
}
