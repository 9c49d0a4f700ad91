import { UserError } from '../../../../constructs/invalid';
import { isMap } from '../../../../constructs/plan/diff/maps';
import type { Plan } from '../../../../constructs/plan/plan';
import type { Side } from '../../comparison';
import type { Against, Asked, Kind } from '../kind';
import { withEdgesOfThen } from './edges';
import { calledBy, inOrder, protection, Translation } from './resources';
import { exported, type StateResource, shaped } from './shape';
import { Stack } from './stack';

/** The versions of what `pulumi stack export` prints that are read; those before are of Pulumi 1 and 2. */
const OLDEST = 3;
const NEWEST = 4;

/** What a stack holds. */
export const STATE_FILE: Kind = {
  name: 'what `pulumi stack export` prints',
  is: (value) => isMap(value) && 'deployment' in value,
  read: sidesOfState,
};

/**
 * What a stack holds as Pulumi knows it, for each environment that it is of: what the program said the last time.
 *
 * A state says nothing of the cluster, which counts as it is here, nor of postures.
 *
 * @throws UserError with everything that keeps it from being read.
 */
function sidesOfState(value: unknown, { source, ours }: Asked): ReadonlyMap<string, Against> {
  const states = statesIn(value, source);
  new Stack(states).expect(ours.keys(), source);
  return new Map([...ours].map(([environment, { plan }]) => [environment, { before: sideOf(plan, states, source) }]));
}

/**
 * Every resource that is in a stack, those of no plan too.
 *
 * @throws UserError with everything that keeps it from being read.
 */
export function statesIn(value: unknown, source: string): readonly StateResource[] {
  checkVersion(value as { readonly version?: unknown }, source);
  const { deployment } = shaped(exported, value, source, 'run `pulumi stack export` again');
  checkWhole(deployment.pending_operations ?? [], source);
  return (deployment.resources ?? []).filter(isThere);
}

function sideOf(here: Plan, states: readonly StateResource[], source: string): Side {
  return { from: `the stack ${here.environment} (${source})`, plan: withEdgesOfThen(planOfStack(states, here)) };
}

/** The environment of a plan, as a stack has it. */
export function planOfStack(states: readonly StateResource[], here: Plan): Plan {
  const stack = new Stack(states);
  const translation = new Translation(here);
  const isMember = (state: StateResource) => stack.isOf(here.environment, state) || translation.has(state);
  const members = translation.all(states.filter(isMember));
  return { ...here, data: protection(members) ?? here.data, resources: inOrder(members) };
}

/** Not what was replaced, and is still to be deleted; nor what was deleted, and is still to be made again. */
function isThere({ pendingReplacement, ...state }: StateResource): boolean {
  return state.delete !== true && pendingReplacement !== true;
}

function checkVersion({ version }: { readonly version?: unknown }, source: string): void {
  if (typeof version !== 'number' || (OLDEST <= version && version <= NEWEST)) return;
  const remedy = version > NEWEST ? 'update it' : 'export it again with Pulumi 3';
  throw new UserError([
    `${source}: is a state of version ${version}, and this version of @dwcp/baseline reads ${OLDEST} and ${NEWEST}; ${remedy}`,
  ]);
}

function checkWhole(pending: readonly { readonly resource: StateResource }[], source: string): void {
  const [first] = pending;
  if (first === undefined) return;
  const what = calledBy(first.resource.urn);
  const all = pending.length === 1 ? what : `${what} and ${pending.length - 1} more`;
  throw new UserError([
    `${source}: is of a run that was interrupted when it had begun ${all}, and does not say what came of it; run \`dwcp adopt\`, then \`pulumi refresh\``,
  ]);
}
