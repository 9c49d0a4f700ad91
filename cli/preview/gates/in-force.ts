import type { Comparison } from '../comparison';
import { GATES, type GateId } from './gate';

export const ALL_GATES = Object.keys(GATES) as readonly GateId[];

/** Where data may be lost with the environment, an outage is allowed too; nothing may be excused for ever. */
const OF_DISPOSABLE: readonly GateId[] = ['failed-rule', 'exemption-over'];

/**
 * The gates that stop a change where `--fail-on` names none: all of them where data is protected.
 *
 * Before the change or after it: a change that no longer protects its data would otherwise open the gates to itself.
 */
export function gatesInForce({ before, after }: Comparison): readonly GateId[] {
  return [before, after].some(({ plan }) => plan.data === 'protected') ? ALL_GATES : OF_DISPOSABLE;
}
