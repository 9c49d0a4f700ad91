import { isDeepStrictEqual } from 'node:util';
import type { Exemption, Plan, Prices } from '../../constructs';
import type { Loosening } from '../../constructs/fields/field';
import { diffPlans, type PlanDiff } from '../../constructs/plan/diff/diff-plans';
import { type Answers, reachabilityIn, type Verdict } from '../../policies/index';
import type { EngineView } from './engine';
import { type Pair, pairsOf } from './pairs';
import { redactedBoth } from './redact';

/** A plan, and what else is known where it comes from. */
export interface Side {
  /** What people call it: `main (1a2b3c4)`, `plan.json`, `the working tree`. */
  readonly from: string;
  readonly plan: Plan;
  /** @default - not known, as from the state of a stack */
  readonly posture?: Readonly<Record<string, unknown>>;
  /** What in one posture is looser than in another, as the platform ranks them. @default - nobody ranks them */
  readonly looser?: (value: unknown, base: unknown) => readonly Loosening[];
  /** @default - not known */
  readonly exemptions?: readonly Exemption[];
  /** What capacity costs there. @default - not known */
  readonly prices?: Prices;
  /** What the rules say about it. @default - not known */
  readonly verdicts?: readonly Verdict[];
}

/** Two plans of one environment, and everything about their difference that more than one analysis asks. */
export interface Comparison {
  readonly environment: string;
  readonly before: Side;
  readonly after: Side;
  readonly diff: PlanDiff;
  /** Every resource that differs, with what it was. */
  readonly pairs: readonly Pair[];
  /** What Pulumi's engine says of it. @default - nobody has asked it */
  readonly engine?: EngineView;
  /** Who reaches whom on either side, computed when it is asked for. */
  readonly reachability: { readonly before: Answers; readonly after: Answers };
}

/** What nobody may read is taken out first: no analysis and no format has it. */
export function comparisonOf(before: Side, after: Side, engine?: EngineView): Comparison {
  const [was, is] = redactedBoth(before.plan, sharing(before.plan, after.plan));
  const diff = diffPlans(was, is);
  return {
    environment: is.environment,
    before: { ...before, plan: was },
    after: { ...after, plan: is },
    diff,
    pairs: pairsOf(was, is, diff),
    ...(engine && { engine }),
    reachability: { before: reachabilityIn(was), after: reachabilityIn(is) },
  };
}

/** The later plan, with the very resources of the earlier one that it has too: what is one object is looked at once. */
function sharing({ resources }: Plan, after: Plan): Plan {
  const was = new Map(resources.map((resource) => [resource.id, resource]));
  const shared = after.resources.map((resource) => {
    const old = was.get(resource.id);
    return old !== undefined && isDeepStrictEqual(old, resource) ? old : resource;
  });
  return { ...after, resources: shared };
}
