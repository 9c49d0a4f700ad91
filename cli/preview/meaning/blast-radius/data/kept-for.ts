import { bodyKind, bodyOf } from '../../../../../constructs/plan/diff/renames';
import { isGroup } from '../../../../../constructs/props/props';
import type { Comparison } from '../../../comparison';
import { type Both, changedIn } from '../pairs';
import { type DataChange, loss } from './change';

/** By which field something is deleted once it is old, or once there is much of it. */
interface Bound {
  readonly path: readonly string[];
  /** What is deleted by it. */
  readonly what: string;
  /** How much it keeps, to compare; undefined where that cannot be told. */
  readonly amount: (value: unknown) => number | undefined;
}

const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 31 };

/** `30d`, `5w` or `2m`; a month of Barman's is 31 days. What is left out keeps for ever. */
function days(policy: unknown): number | undefined {
  if (policy === undefined) return Number.POSITIVE_INFINITY;
  const [, count, unit] = /^(\d+)([dwm])$/.exec(String(policy)) ?? [];
  return unit === undefined ? undefined : Number(count) * DAYS[unit]!;
}

/** -1 is without bound. What is left out is as the broker has it, which no topic says. */
function ofKafka(value: unknown): number | undefined {
  if (value === undefined || !/^(-1|\d+)$/.test(String(value))) return undefined;
  return Number(value) === -1 ? Number.POSITIVE_INFINITY : Number(value);
}

/** By kind: the API reference of CloudNativePG and of its plugin for Barman, and https://kafka.apache.org/documentation/#topicconfigs. */
const BOUNDS: Readonly<Record<string, readonly Bound[]>> = {
  'barmancloud.cnpg.io/ObjectStore': [{ path: ['spec', 'retentionPolicy'], what: 'backups', amount: days }],
  'kafka.strimzi.io/KafkaTopic': [
    { path: ['spec', 'config', 'retention.ms'], what: 'records', amount: ofKafka },
    { path: ['spec', 'config', 'retention.bytes'], what: 'records', amount: ofKafka },
  ],
  'postgresql.cnpg.io/Cluster': [{ path: ['spec', 'backup', 'retentionPolicy'], what: 'backups', amount: days }],
};

/** What is deleted sooner than it was, or may be, and what is kept longer. */
export function keptFor(comparison: Comparison): readonly DataChange[] {
  return changedIn(comparison).flatMap((both) => {
    const kind = bodyKind(both.after);
    return (Object.hasOwn(BOUNDS, kind) ? BOUNDS[kind]! : []).flatMap((bound) => changeOf(both, bound));
  });
}

function changeOf({ before, after }: Both, { path, what, amount }: Bound): readonly DataChange[] {
  const [was, is] = [before, after].map((side) => at(bodyOf(side), path));
  if (String(was) === String(is)) return [];
  const [more, less] = [amount(was), amount(is)];
  const change = `by ${path.slice(1).join('.')}: ${said(is)}, where it was ${said(was)}`;
  if (more === undefined || less === undefined) return [loss(after, `may delete ${what} sooner ${change}`)];
  if (less < more) return [loss(after, `deletes ${what} sooner ${change}`)];
  return less === more
    ? []
    : [{ resource: after, effect: 'better', says: `keeps ${what} longer ${change}`, isLoss: false }];
}

/** Keys of Kafka have dots in them. */
function at(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isGroup(value) ? value[key] : undefined), body) ?? undefined;
}

function said(value: unknown): string {
  return value === undefined ? 'left out' : String(value);
}
