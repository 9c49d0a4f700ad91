import type { Exemption } from '../../../constructs';
import { PRICES, type Prices } from '../../../constructs/facts/prices';
import { checked } from '../../../constructs/fields/check-fields';
import { parsePlan, refuse } from '../../../constructs/plan/parse';
import { type ObjectShape, problemsOfShape, type Shape } from '../../../constructs/plan/shape';
import type { Verdict } from '../../../policies/index';
import type { Side } from '../comparison';

/** What is known beside the plan. */
interface Beside {
  readonly posture?: Readonly<Record<string, unknown>>;
  readonly exemptions?: readonly Exemption[];
  readonly prices?: Prices;
  readonly verdicts?: readonly Verdict[];
}

const name: Shape = { type: 'string', minLength: 1 };
const text: Shape = { type: 'string' };

function listOf(items: Shape): Shape {
  return { type: 'array', items };
}

/** A map with at least these fields. */
function map(properties: Readonly<Record<string, Shape>>): ObjectShape {
  return { type: 'object', properties, required: Object.keys(properties) };
}

const violation = { field: text, problem: text, fix: text };
const found = map({ ...violation, fingerprint: name });
const exemption = map({ rule: name, resource: name, owner: name, reason: name, ticket: name, expires: name });
const verdict = map({
  rule: name,
  level: { enum: ['mandatory', 'advisory'] },
  severity: { enum: ['critical', 'high', 'medium', 'low'] },
  resource: name,
  path: text,
  outcome: { enum: ['pass', 'fail', 'unknown', 'exempt'] },
  violations: listOf(found),
  doubts: listOf(map(violation)),
  excused: listOf(map({ violation: found, exemption })),
  messages: listOf(text),
});

const BESIDE: ObjectShape = {
  type: 'object',
  properties: { posture: map({}), exemptions: listOf(exemption), verdicts: listOf(verdict) },
  required: [],
};

/** A side as `--format json` prints it: its plan, and what is known beside it. */
export function sideJson({ plan, ...side }: Side): object {
  return { ...plan, ...besideIn(side) };
}

/**
 * A side from its JSON.
 *
 * `source` is what an error calls it, such as the name of its file.
 *
 * @throws UserError with every problem of the plan, or of what is beside it.
 */
export function parseSide(json: unknown, from: string, source: string): Side {
  const plan = parsePlan(json, source);
  refuse(problemsOfShape(BESIDE, json, ''), source);
  const beside = json as Beside;
  if (beside.prices !== undefined) checkPrices(beside.prices, source);
  return { from, plan, ...besideIn(beside) };
}

function checkPrices(prices: unknown, source: string): void {
  checked(PRICES, prices, { before: `${source}: `, root: 'prices.', noun: 'price', whole: 'prices' });
}

function besideIn({ posture, exemptions, prices, verdicts }: Beside): Beside {
  return {
    ...(posture && { posture }),
    ...(exemptions && { exemptions }),
    ...(prices && { prices }),
    ...(verdicts && { verdicts }),
  };
}
