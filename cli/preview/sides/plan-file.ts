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
  read: (value, asked) => among([parseSide(value, asked.source, asked.source)], asked),
};

/** Several. */
export const PLANS_FILE: Kind = {
  name: 'plans, as `dwcp preview --all --format json` prints them',
  is: (value) => isMap(value) && 'plans' in value,
  read: (value, asked) => among(sidesIn(value as PlansFile, asked.source), asked),
};

interface PlansFile {
  readonly schema?: unknown;
  readonly plans: unknown;
}

/** Several sides as `--format json` prints them. */
export function plansJson(plans: readonly object[]): object {
  return { schema: PLANS_SCHEMA, plans };
}

function sidesIn({ schema, plans }: PlansFile, source: string): readonly Side[] {
  if (schema !== PLANS_SCHEMA) {
    throw new UserError([
      `${source}: holds plans of schema ${JSON.stringify(schema)}, and this version of @dwcp/baseline reads ${PLANS_SCHEMA}; update it`,
    ]);
  }
  if (!Array.isArray(plans)) throw new UserError([`${source}: plans is no list; make the plans again`]);
  return together(...plans.map((plan: unknown, index) => () => parseSide(plan, source, `${source}: plans[${index}]`)));
}

/** Those that are asked for, by environment. A file of quite other environments was named by mistake. */
function among(sides: readonly Side[], { source, ours }: Asked): ReadonlyMap<string, Against> {
  const all = new Map<string, Against>();
  for (const side of sides) {
    const { environment } = side.plan;
    if (all.has(environment))
      throw new UserError([`${source}: has two plans of ${environment}; leave one of them out`]);
    all.set(environment, { before: side });
  }
  const asked = new Map([...all].filter(([environment]) => ours.has(environment)));
  if (asked.size === 0) {
    const has = all.size === 0 ? 'no environment' : [...all.keys()].join(', ');
    throw new UserError([
      `${source}: is of ${has}, and not of ${[...ours.keys()].join(', ')}; name what it is of, or make another`,
    ]);
  }
  return asked;
}
