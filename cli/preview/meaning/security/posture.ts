import type { Loosening, Path } from '../../../../constructs/fields/field';
import { changedFields } from '../../../../constructs/plan/diff/fields';
import type { PlanCluster } from '../../../../constructs/plan/plan';
import type { Comparison, Side } from '../../comparison';
import type { Finding } from '../../finding';
import { told } from './told';
import type { Difference } from './traits/compare';

/** How strict the environment is, field by field, and what is known of its cluster. */
export function posture(comparison: Comparison): readonly Finding[] {
  const { before, after } = comparison;
  const known = before.posture !== undefined && after.posture !== undefined;
  return [
    ...(known ? fields(before, after) : [...unknownPosture(before, after), ...data(comparison)]),
    ...cluster(before.plan.cluster, after.plan.cluster),
  ];
}

/** Each field that differs, by how the platform ranks it. */
function fields(before: Side, after: Side): readonly Finding[] {
  const looser = after.looser ?? before.looser ?? unrankable;
  const found = new Map<string, Difference>();
  for (const one of looser(before.posture, after.posture)) {
    found.set(textOf(one.path), difference({ ...one, value: one.base, base: one.value }, 'better'));
  }
  // Said last, so that what is worse from either side is what is told of it.
  for (const one of looser(after.posture, before.posture)) {
    found.set(textOf(one.path), difference(one, 'worse'));
  }
  const ranked = [...found.keys()];
  for (const { steps, before: base, after: value } of changedFields('', before.posture, after.posture)) {
    const field = textOf(steps.map((step) => step.replaceAll(/[[\]]/g, '')));
    if (ranked.some((one) => isWithin(field, one) || isWithin(one, field))) continue;
    found.set(field, { effect: 'neutral', says: `${shown(base)} → ${shown(value)}, neither of which is stricter` });
  }
  return [...found].flatMap(([field, one]) => finding(field, one));
}

/** Where nobody ranks them, every difference is one that cannot be ranked. */
function unrankable(value: unknown, base: unknown): readonly Loosening[] {
  return changedFields('', base, value).map((change) => ({
    path: change.steps,
    value: change.after,
    base: change.before,
    ranked: false,
  }));
}

function difference({ value, base, ranked }: Loosening, effect: 'worse' | 'better'): Difference {
  const change = `${shown(base)} → ${shown(value)}`;
  if (!ranked) return { effect: 'worse', says: `${change}, and nobody can tell whether that is stricter` };
  return { effect, says: `${change}, which is ${effect === 'worse' ? 'looser' : 'stricter'}` };
}

function finding(subject: string, one: Difference): readonly Finding[] {
  return told({ topic: 'posture', gate: 'weaker-posture', subject, called: `posture ${subject}` }, [one]);
}

function textOf(path: Path): string {
  return path.join('.');
}

function isWithin(field: string, whole: string): boolean {
  return field === whole || field.startsWith(`${whole}.`);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

/** A state has none, and a plan of an older version may have none. */
function unknownPosture(before: Side, after: Side): readonly Finding[] {
  const strange = [before, after].filter((side) => side.posture === undefined);
  const [only] = strange;
  if (only === undefined || strange.length === 2) return [];
  const says = `the posture of ${only.from} is not known, so that postures are not compared`;
  return [{ topic: 'posture', effect: 'neutral', subject: 'posture', says }];
}

/** What of a posture every plan says. */
function data({ before, after }: Comparison): readonly Finding[] {
  const [was, is] = [before.plan.data, after.plan.data];
  if (was === is) return [];
  return finding(
    'data',
    difference({ path: [], value: is, base: was, ranked: true }, is === 'disposable' ? 'worse' : 'better'),
  );
}

function cluster(before: PlanCluster, after: PlanCluster): readonly Finding[] {
  return (['id', 'podCidrs', 'nodeCidrs', 'trustDomain', 'meshRoot'] as const).flatMap((fact) => {
    const [base, value] = [before[fact], after[fact]];
    // A plan of an older version does not know which cluster it is for.
    if (base === undefined || value === undefined) return [];
    if (changedFields('', base, value).length === 0) return [];
    const says = difference({ path: [], value, base, ranked: false }, 'worse');
    const subject = `cluster.${fact}`;
    return told({ topic: 'posture', gate: 'weaker-posture', subject, called: subject }, [says]);
  });
}
