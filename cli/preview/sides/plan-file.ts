import { UserError } from '../../../constructs/invalid';
import { isMap } from '../../../constructs/plan/diff/maps';
import { together } from '../../problems';
import type { Side } from '../comparison';
import type { Against, Asked, Kind } from './kind';
import { parseSide } from './side-json';

/** The version of the list that the plans of several environments are written in. */
const PLANS_SCHEMA = 1;

/** One environment. */
export const PLAN_FILE: Kind = {
  name: 'a plan, as `dwcp preview ENV --format json` prints it',
  is: (value) => isMap(value) && 'resources' in value && 'environment' in value,
  read: (value, asked) => among(sidesIn(value, asked.source), asked),
};

/** Several. */
export const PLANS_FILE: Kind = {
  name: 'plans, as `dwcp preview --all --format json` prints them',
  is: arePlans,
  read: (value, asked) => among(sidesIn(value, asked.source), asked),
};

interface PlansFile {
  readonly schema?: unknown;
  readonly plans: unknown;
}

function arePlans(value: unknown): value is PlansFile {
  return isMap(value) && 'plans' in value;
}

/** Several sides as `--format json` prints them. */
export function plansJson(plans: readonly object[]): object {
  return { schema: PLANS_SCHEMA, plans };
}

/** The side or the sides in what `--format json` prints. */
export function sidesIn(value: unknown, source: string): readonly Side[] {
  if (!arePlans(value)) return [parseSide(value, source, source)];
  const { schema, plans } = value;
  if (schema !== PLANS_SCHEMA) {
    throw new UserError([
      `${source}: holds plans of schema ${JSON.stringify(schema)}, and this version of @dwcp/baseline reads ${PLANS_SCHEMA}; update it`,
    ]);
  }
  if (!Array.isArray(plans)) throw new UserError([`${source}: plans is no list; make the plans again`]);
  return together(...plans.map((plan: unknown, index) => () => parseSide(plan, source, `${source}: plans[${index}]`)));
}

/** Those that are asked for, by environment. A file of quite other environments was named by mistake. */
function among(sides: readonly Side[], { source, ours, others = [] }: Asked): ReadonlyMap<string, Against> {
  const all = new Map<string, Against>();
  for (const side of sides) {
    const { environment } = side.plan;
    if (all.has(environment))
      throw new UserError([`${source}: has two plans of ${environment}; leave one of them out`]);
    all.set(environment, { before: side });
  }
  if (others === 'all') return all;
  const asked = [...ours.keys(), ...others];
  const found = new Map([...all].filter(([environment]) => asked.includes(environment)));
  if (found.size > 0) return found;
  const has = all.size === 0 ? 'no environment' : [...all.keys()].join(', ');
  throw new UserError([`${source}: is of ${has}, and not of ${asked.join(', ')}; name what it is of, or make another`]);
}
