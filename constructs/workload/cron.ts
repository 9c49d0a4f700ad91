/** The smallest and the largest value of a field, and the names that stand for them, in their order. */
interface Field {
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

/** Minute, hour, day of the month, month, day of the week. Sunday is 0: the parser of Kubernetes refuses 7. */
const FIELDS: readonly Field[] = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { from: 0, to: 6, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

const MACROS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/**
 * Whether it is a schedule of a CronJob.
 *
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax, as ParseStandard of
 * github.com/robfig/cron/v3 reads it. Left out is `@every`, which begins anew with the controller, so at no known time.
 */
export function isCron(schedule: string): boolean {
  if (MACROS.includes(schedule)) return true;
  const fields = schedule.trim().split(/\s+/);
  return fields.length === FIELDS.length && fields.every((text, index) => isField(text, FIELDS[index]!));
}

/** Whether it is a schedule that comes at least once a day. */
export function isDailyCron(schedule: string): boolean {
  if (!isCron(schedule)) return false;
  if (schedule.startsWith('@')) return ['@daily', '@midnight', '@hourly'].includes(schedule);
  const days = schedule.trim().split(/\s+/).slice(2);
  return days.every((field) => ['*', '?'].includes(field));
}

/** Whether it is a schedule that comes at least once a week. */
export function isWeeklyCron(schedule: string): boolean {
  if (!isCron(schedule)) return false;
  if (schedule.startsWith('@')) return schedule === '@weekly' || isDailyCron(schedule);
  const [day, month] = schedule.trim().split(/\s+/).slice(2);
  return [day, month].every((field) => field === '*' || field === '?');
}

/** A list of values, ranges or `*`, each of them with a step or without. */
function isField(text: string, field: Field): boolean {
  return text.split(',').every((part) => {
    const [, range, step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    if (range === undefined || Number(step ?? 1) === 0) return false;
    if (range === '*' || range === '?') return true;
    const ends = range.split('-').map((end) => numberOf(end, field));
    // NaN, for what is no value, compares as false.
    return ends.length <= 2 && field.from <= ends[0]! && ends[0]! <= ends.at(-1)! && ends.at(-1)! <= field.to;
  });
}

function numberOf(text: string, { from, names = [] }: Field): number {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return from + named;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
