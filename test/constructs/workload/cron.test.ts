import { isCron } from '../../../constructs/workload/cron';

// minute, hour, day of the month, month, day of the week: what ParseStandard of github.com/robfig/cron/v3 takes.
const BOUNDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

test.each(BOUNDS.map(([least, most], index) => [index, least, most] as const))(
  'field %d of a schedule is from %d to %d, and not one less or more',
  (index, least, most) => {
    const taken = (value: number) => isCron(BOUNDS.map((_, field) => (field === index ? `${value}` : '*')).join(' '));
    expect([least - 1, least, most, most + 1].map(taken)).toEqual([false, true, true, false]);
  },
);
