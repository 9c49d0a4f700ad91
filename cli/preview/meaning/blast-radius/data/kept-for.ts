import { bodyKind, bodyOf } from '../../../../../constructs/plan/diff/renames';
import { isGroup } from '../../../../../constructs/props/props';
import type { Comparison } from '../../../comparison';
import { type Both, changedIn } from '../pairs';
import { BOUNDS, type Bound, EACH } from './bounds';
import { type DataChange, loss } from './change';

/** What is deleted sooner than it was, or may be, and what is kept longer. */
export function keptFor(comparison: Comparison): readonly DataChange[] {
  return changedIn(comparison).flatMap((both) => {
    const kind = bodyKind(both.after);
    return (Object.hasOwn(BOUNDS, kind) ? BOUNDS[kind]! : []).flatMap((bound) => changeOf(both, bound));
  });
}

function changeOf({ before, after }: Both, bound: Bound): readonly DataChange[] {
  const [olds, news] = [before, after].map((side) => found(bodyOf(side), bound.path)) as [Found, Found];
  const shared = [...olds.keys()].filter((field) => news.has(field));
  return shared.flatMap((field) => {
    const [was, now] = [olds.get(field), news.get(field)];
    if (String(was) === String(now)) return [];
    const [more, less] = [bound.amount(was, bodyOf(before)), bound.amount(now, bodyOf(after))];
    const change = `by ${field}: ${said(now)}, where it was ${said(was)}`;
    if (more === undefined || less === undefined) {
      return [loss(after, `may delete ${bound.what} sooner ${change}`)];
    }
    if (less < more) return [loss(after, `deletes ${bound.what} sooner ${change}`)];
    const says = `keeps ${bound.what} longer ${change}`;
    return less === more ? [] : [{ resource: after, effect: 'better' as const, says, isLoss: false }];
  });
}

/** Values by the fields that they are of, without `spec`. */
type Found = ReadonlyMap<string, unknown>;

/** Keys of Kafka have dots in them; the entries of a list are found by their names. */
function found(value: unknown, [key, ...rest]: readonly string[], field = ''): Found {
  if (key === undefined) return new Map([[field, value ?? undefined]]);
  if (key !== EACH) {
    const inside = isGroup(value) ? value[key] : undefined;
    return found(inside, rest, key === 'spec' ? field : `${field}${field && '.'}${key}`);
  }
  const entries = Array.isArray(value) ? (value as unknown[]).filter(isGroup) : [];
  return new Map(entries.flatMap((entry) => [...found(entry, rest, `${field}[${String(entry['name'])}]`)]));
}

function said(value: unknown): string {
  return value === undefined ? 'left out' : String(value);
}
