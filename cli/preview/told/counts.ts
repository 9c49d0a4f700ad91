import type { PlanDiff } from '../../../constructs';
import type { Finding } from '../finding';
import type { EnvironmentReport } from '../report';
import { isOtherVersion } from './called';
import { isOfItself, ownFields } from './of-itself';
import { countOf, listed } from './words';

/** How many resources differ, and how. */
export interface Counts {
  readonly added: number;
  readonly changed: number;
  readonly renamed: number;
  readonly deleted: number;
  /** Declared by another construct, and otherwise as they were. */
  readonly moved: number;
  /** Deployed after something else than before, and otherwise as they were. */
  readonly reordered: number;
  /** Saying what holds where nothing is said, or no longer saying it. */
  readonly spelt: number;
}

export function countsOf({ added, removed, renamed: retold, moved, ...rest }: PlanDiff): Counts {
  const renamed = retold.filter(({ was, id }) => !isOtherVersion(was, id));
  const changed = [...rest.changed, ...retold.filter(({ was, id }) => isOtherVersion(was, id))];
  const reordered = changed.filter(({ fields }) => !fields.some(isOfItself)).length;
  const differing = changed.filter(({ id, fields }) => ownFields(id, fields).length > 0).length;
  return {
    added: added.length,
    changed: differing,
    renamed: renamed.length,
    deleted: removed.length,
    moved: moved.length,
    reordered,
    spelt: changed.length - differing - reordered,
  };
}

/** `1 added, 2 changed`; empty where nothing differs. */
export function countsText({ moved: _, reordered: __, spelt: ___, ...counts }: Partial<Counts>): string {
  const parts = Object.entries(counts).flatMap(([word, count]) => (count > 0 ? [`${count} ${word}`] : []));
  return parts.join(', ');
}

/** `3 worse, 1 better`; empty where nothing differs. */
export function effectsText(findings: readonly Pick<Finding, 'effect'>[]): string {
  const parts = (['worse', 'neutral', 'better'] as const).flatMap((effect) => {
    const count = findings.filter((finding) => finding.effect === effect).length;
    return count > 0 ? [`${count} ${effect}`] : [];
  });
  return parts.join(', ');
}

/** What differs on paper and nowhere else; undefined where nothing does. */
export function onPaperText(environments: readonly EnvironmentReport[]): string | undefined {
  const counts = environments.map(({ diff }) => countsOf(diff));
  const most = (key: 'moved' | 'reordered' | 'spelt') => Math.max(0, ...counts.map((count) => count[key]));
  const [moved, reordered, spelt] = [most('moved'), most('reordered'), most('spelt')];
  const parts = [
    ...(moved > 0 ? [`${countOf(moved, 'resource is', 'resources are')} declared by another construct`] : []),
    ...(reordered > 0 ? [`${countOf(reordered, 'resource waits', 'resources wait')} for something else`] : []),
    ...(spelt > 0 ? [`${countOf(spelt, 'resource says', 'resources say')} what holds where nothing is said`] : []),
  ];
  return parts.length === 0 ? undefined : `${listed(parts)}: nothing happens to what runs`;
}
