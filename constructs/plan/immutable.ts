import { isGroup } from '../props/props';
import { canonical } from './diff/canonical';
import { nanosOf } from './diff/quantity';
import { bodyKind, bodyOf } from './diff/renames';
import type { ImmutableField, ImmutableFields } from './immutable/field';
import { OF_KUBERNETES } from './immutable/kubernetes';
import { OF_OPERATORS } from './immutable/operators';
import { OF_VAULT } from './immutable/vault';
import type { Resource } from './resource';

/** What of an object does not change once it is there. The only table of it: what is not in it can be changed, or is not known. */
export const IMMUTABLE: ImmutableFields = { ...OF_KUBERNETES, ...OF_OPERATORS, ...OF_VAULT };

/** A change that is not made as it is written. */
export interface ImmutableChange {
  /** `spec.selector`. */
  readonly field: string;
  /** Pulumi deletes the object and makes another; Kubernetes refuses the change, and nothing is made; or nothing comes of it. */
  readonly outcome: 'replaced' | 'refused' | 'ignored';
  /** Who refuses it, if it is not replaced before they can. @default - nobody does */
  readonly refusedBy?: NonNullable<ImmutableField['refusedBy']>;
}

/** What of the change from one state of a resource to another cannot be made in place. */
export function immutableChanges(before: Resource, after: Resource): readonly ImmutableChange[] {
  const kind = bodyKind(after);
  const [was, is] = [bodyOf(before), bodyOf(after)];
  const changes = new Map<string, ImmutableChange>();
  for (const one of Object.hasOwn(IMMUTABLE, kind) ? IMMUTABLE[kind]! : []) {
    const { field, refusedBy, replaces, readOnce } = one;
    if (!isMeant(one, kind, was, is)) continue;
    const outcome = replaces ? 'replaced' : readOnce ? 'ignored' : 'refused';
    changes.set(field, { field, outcome, ...(refusedBy && { refusedBy }) });
  }
  return [...changes.values()].sort((a, b) => (a.field < b.field ? -1 : 1));
}

type Body = Readonly<Record<string, unknown>>;

function isMeant({ field, only, default: usual }: ImmutableField, kind: string, was: Body, is: Body): boolean {
  const path = field.split('.');
  const [before, after] = [at(was, path) ?? usual, at(is, path) ?? usual];
  if (canonical(kind, before, path) === canonical(kind, after, path)) return false;
  switch (only) {
    case 'to-another':
      return before !== undefined && after !== undefined;
    case 'less':
      return isLess(after, before);
    case 'nothing':
      return after === undefined;
    case 'while-frozen':
      return was['immutable'] === true;
    default:
      return true;
  }
}

function isLess(after: unknown, before: unknown): boolean {
  const [less, more] = [nanosOf(after), nanosOf(before)];
  return less !== undefined && more !== undefined && less < more;
}

/** Kubernetes reads a field that is null as one that is absent. */
function at(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isGroup(value) ? value[key] : undefined), body) ?? undefined;
}
