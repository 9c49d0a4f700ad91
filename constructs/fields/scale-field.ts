import type { Autoscale, Scale } from '../workload/scale';
import { isCount } from './count';
import { isPlain, wrongKind } from './describe';
import { FIELD, type Ranked } from './field';
import { group, type Together } from './group';
import { either, leaf } from './leaf';
import { count, number } from './number';
import { optional } from './optional';

const pods = count({ stricter: 'more' });

const percent = either(
  optional(
    number('write a percentage as in 70', (value, find) =>
      isCount(value) && value <= 100 ? undefined : `${value} is not a whole number from 1 to 100; ${find}`,
    ),
  ),
  'it says when pods are added, of which the two numbers say how many there may be',
);

/** A range that never moves is a number, and one that is upside down is a slip. */
const apart: Together = ({ min, max }, path) =>
  isCount(min) && isCount(max) && Number(max) <= Number(min)
    ? [{ path, message: `goes from ${min} to ${max}; make max the larger one, or write one number` }]
    : [];

const range: Ranked<Autoscale> = group({ min: pods, max: pods, cpu: percent, memory: percent }, apart);

const neither = leaf<number>((value) =>
  isCount(value)
    ? undefined
    : wrongKind(
        value,
        'a whole number of at least 1, or a map of min and max',
        'write it as in 3 or { min: 3, max: 10 }',
      ),
);

/** How many pods a workload has: so many, or as load decides. More is stricter, at the least as at the most. */
export const scale: Ranked<Scale> = {
  [FIELD]: true,
  problems: (value, path) => (isPlain(value) ? range : neither).problems(value, path),
  copy: (value) => (isPlain(value) ? range : neither).copy(value),
  looser: (value, base, path) =>
    isPlain(value) || isPlain(base)
      ? range.looser(asRange(value), asRange(base), path)
      : pods.looser(value, base, path),
};

/** So many pods are a range, too: of at least and at most so many. */
function asRange(value: unknown): unknown {
  return isCount(value) ? { min: value, max: value } : value;
}
