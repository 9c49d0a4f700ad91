import { BY_SIZE } from '../../../constructs/data/postgres-parameters';
import { isClusterWide } from '../../../constructs/plan/cluster-wide';
import { changedFields } from '../../../constructs/plan/diff/fields';
import { isQuantity } from '../../../constructs/plan/diff/quantity';
import { bodyKind, bodyOf } from '../../../constructs/plan/diff/renames';
import { type Concern, factsOf, kindOf } from '../../../constructs/plan/kinds';
import type { Plan } from '../../../constructs/plan/plan';
import type { Resource } from '../../../constructs/plan/resource';
import { who } from '../../../policies/index';
import type { Comparison } from '../comparison';
import type { Pair } from '../pairs';
import { fewOf } from '../told/words';

/** What a sentence calls each, in the order in which they are told. */
const CONCERNS: Readonly<Record<Concern, string>> = {
  schema: 'the schema',
  infrastructure: 'infrastructure',
  integration: 'integrations',
};

/** How many of a concern are named; the rest is counted. */
const NAMED = 3;

/** What a change touches that people decide together. */
export function touchedIn(comparison: Comparison): readonly Touched[] {
  return [...resourcesTouched(comparison), ...calledOutside(comparison), ...factsChanged(comparison)];
}

/** One sentence for each concern. */
export function sayConcerns(touched: readonly Touched[]): readonly string[] {
  return Object.entries(CONCERNS).flatMap(([concern, called]) => {
    const its = touched.filter((one) => one.concern === concern).map(({ what }) => what);
    if (its.length === 0) return [];
    return [`it touches ${called}: ${fewOf(its, NAMED)}`];
  });
}

/** One thing of a concern, and what becomes of it. */
export interface Touched {
  readonly concern: Concern;
  /** `Namespace shop added` */
  readonly what: string;
}

function resourcesTouched({ pairs, before, after }: Comparison): readonly Touched[] {
  return pairs.flatMap((pair) => {
    const concern = concernOf(pair.after ?? pair.before, (pair.after ? after : before).plan);
    if (concern === undefined || isScaling(pair)) return [];
    return [{ concern, what: `${who(pair.after ?? pair.before)} ${verbOf(pair)}` }];
  });
}

/** By its kind; else everybody shares what no namespace holds, and what is for the whole mesh. */
function concernOf(resource: Resource, { cluster }: Plan): Concern | undefined {
  if (resource.api === 'vault') return factsOf(resource.type).concern;
  const { object, namespace } = resource;
  const isShared = isClusterWide(object) || namespace === cluster.meshRoot;
  return factsOf(kindOf(object)).concern ?? (isShared ? 'infrastructure' : undefined);
}

function verbOf({ before, after }: Pair): string {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  return before.name === after.name ? 'changed' : `renamed from ${before.name}`;
}

/** Counts of what runs, beside quantities. */
const COUNTS: ReadonlySet<string> = new Set(['instances', 'replicas', 'minReplicas', 'maxReplicas']);

/** Whether there is only more or less of it, which is routine; or nothing of it that is deployed differs. */
function isScaling({ before, after }: Pair): boolean {
  if (before === undefined || after === undefined || before.name !== after.name) return false;
  const fields = changedFields(bodyKind(after), bodyOf(before), bodyOf(after));
  const more = fields.filter(({ steps }) => isQuantity(steps) || COUNTS.has(steps.at(-1)!));
  const following = fields.filter(({ steps }) => steps.at(-2) === 'parameters' && BY_SIZE.has(steps.at(-1)!));
  return more.length + following.length === fields.length && (more.length > 0 || fields.length === 0);
}

/** Whoever is called outside, and was not before; or no longer is. */
function calledOutside({ diff, before, after }: Comparison): readonly Touched[] {
  const outside = ({ plan }: Comparison['after']) =>
    new Set(plan.ends.filter(({ role }) => role === 'external').map(({ name }) => name));
  const [was, is] = [outside(before), outside(after)];
  const told = (edges: typeof diff.edges.added, ends: ReadonlySet<string>, verb: string) =>
    edges
      .filter(({ to }) => ends.has(to))
      .map(({ from, to }) => ({ concern: 'integration', what: `${from} → ${to} ${verb}` }) as const);
  return [...told(diff.edges.added, is, 'added'), ...told(diff.edges.removed, was, 'removed')];
}

/** What is said of the environment itself: its cluster, and what becomes of its data. */
function factsChanged({ diff }: Comparison): readonly Touched[] {
  return diff.environment.map(({ field }) => ({
    concern: 'infrastructure',
    what: `${field} of the environment changed`,
  }));
}
