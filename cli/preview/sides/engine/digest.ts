import { isMap } from '../../../../constructs/plan/diff/maps';
import type { Plan } from '../../../../constructs/plan/plan';
import type { Side } from '../../comparison';
import type { Against, Asked, Kind } from '../kind';
import { withEdgesOfThen } from './edges';
import { idOf, inOrder, protection, Translation } from './resources';
import { type Digest, digest, type StateResource, type Step, shaped } from './shape';
import { Stack } from './stack';
import { planOfStack } from './state';
import { driftIn, errorsIn, stepsIn } from './steps';

/** What the engine would do, or has found. */
export const DIGEST_FILE: Kind = {
  name: 'what `pulumi preview --json` or `pulumi refresh --preview-only --json` prints',
  is: (value) => isMap(value) && ('steps' in value || 'changeSummary' in value),
  read: sidesOfDigest,
};

/**
 * What the engine would do to environments, or what it found changed behind its back.
 *
 * A preview shows what changes; the rest is as it is here. What the program says is taken from the preview, too: its
 * transforms may have changed it on the way.
 *
 * @throws UserError with everything that keeps it from being read.
 */
function sidesOfDigest(value: unknown, { source, ours }: Asked): ReadonlyMap<string, Against> {
  const read = shaped(digest, value, source, 'run the preview again with --json');
  const sidesOf = isWholeRefresh(read.steps) ? drifted : planned;
  new Stack(statesOf(read.steps)).expect(ours.keys(), source);
  return new Map([...ours].map(([environment, here]) => [environment, sidesOf(read, source, here)]));
}

/** A refresh alone: a preview with one goes on to what it would do with the stack itself. */
export function isWholeRefresh(steps: readonly Step[]): boolean {
  return steps.some(({ op }) => op === 'refresh') && !steps.some(({ op, urn }) => op !== 'refresh' && isRoot(urn));
}

function isRoot(urn: string): boolean {
  return urn.includes('::pulumi:pulumi:Stack::');
}

/** What the program wants, and what it was the last time. */
function planned(read: Digest, source: string, here: Side): Against {
  const steps = read.steps.filter(({ op }) => op !== 'refresh');
  const changing = steps.filter(({ op }) => op !== 'same');
  const shown = new Set(statesOf(changing).flatMap((state) => idOf(state) ?? []));
  const rest = here.plan.resources.filter(({ id }) => !shown.has(id)).map((resource) => ({ resource }));
  const translation = new Translation(here.plan);
  const planWith = (which: Which): Plan => {
    const changed = translation.all(statesOf(changing, which));
    const data = protection(translation.all(statesOf(steps, which))) ?? here.plan.data;
    return { ...here.plan, data, resources: inOrder([...rest, ...changed]) };
  };
  return {
    before: { from: asDeployed(here), plan: withEdgesOfThen(planWith('oldState')) },
    after: { ...here, from: `what Pulumi would make of it (${source})`, plan: planWith('newState') },
    engine: { of: 'preview', steps: stepsIn(changing), errors: errorsIn(read) },
  };
}

/** What was deployed, and what has become of it since. */
function drifted(read: Digest, source: string, here: Side): Against {
  const planWith = (which: Which) => planOfStack(statesOf(read.steps, which), here.plan);
  const deployed = withEdgesOfThen(planWith('oldState'));
  return {
    before: { from: asDeployed(here), plan: deployed },
    after: { from: `what has become of it (${source})`, plan: { ...planWith('newState'), edges: deployed.edges } },
    engine: { of: 'drift', steps: driftIn(read.steps), errors: errorsIn(read) },
  };
}

function asDeployed({ plan }: Side): string {
  return `the stack ${plan.environment} as it was deployed`;
}

type Which = 'oldState' | 'newState';

function statesOf(steps: readonly Step[], ...which: readonly Which[]): readonly StateResource[] {
  const both = which.length === 0 ? (['oldState', 'newState'] as const) : which;
  return both.flatMap((one) => steps.flatMap((step) => step[one] ?? []));
}
