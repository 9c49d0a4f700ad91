import { Unknowable } from './unknowable';

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 24 * 3600 };

/** Seconds in a duration as Vault reads it: `3600`, `'3600'`, `'1h30m'` or `'90d'`. */
export function secondsOf(duration: unknown, field: string): number {
  if (typeof duration === 'number' && duration >= 0 && Number.isFinite(duration)) return duration;
  if (typeof duration === 'string' && /^\d+$/.test(duration)) return Number(duration);
  if (typeof duration !== 'string' || !/^(\d+[smhd])+$/.test(duration)) {
    throw new Unknowable(field, `'${duration}' is no duration`);
  }
  return [...duration.matchAll(/(\d+)([smhd])/g)].reduce(
    (total, [, count, unit]) => total + Number(count) * UNIT_SECONDS[unit!]!,
    0,
  );
}
