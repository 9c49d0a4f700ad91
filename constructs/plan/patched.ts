import { type ApiObject, JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { WORKLOAD_LABEL } from '../network/labels';
import { isGroup } from '../props/props';
import { changes, type FieldPath, fieldName } from './changes';
import { Patch, type PatchOptions } from './patch';
import type { Manifest, PatchedField } from './resource';

/** The patches of a tree, by the object that each changes. */
export class Patches {
  readonly problems: string[] = [];
  private readonly byObject = new Map<IConstruct, Patch[]>();

  constructor(constructs: readonly IConstruct[]) {
    for (const patch of constructs.filter(Patch.isPatch)) {
      const object = patch.find();
      if (typeof object === 'string') this.problems.push(`'${patch.target.node.path}' ${object}`);
      else this.byObject.set(object, [...(this.byObject.get(object) ?? []), patch]);
    }
  }

  /** The object as its patches leave it, and the fields that they changed. */
  apply(object: ApiObject, rendered: Manifest): { manifest: Manifest; patched: readonly PatchedField[] } {
    let manifest = rendered;
    const patched: PatchedField[] = [];
    for (const { target, options } of this.byObject.get(object) ?? []) {
      const at = target.node.path;
      const what = `${manifest.kind} '${manifest.metadata.name}'`;
      const next = applied(manifest, options.change);
      const fields = typeof next === 'string' ? [] : changes(manifest, next);
      const problem = typeof next === 'string' ? next : refusal(fields);
      if (problem !== undefined) this.problems.push(`'${at}' patches ${what} ${problem}`);
      else if (typeof next !== 'string') manifest = next;
      patched.push(...fields.map((field) => ({ path: fieldName(field), at, why: options.why })));
    }
    return { manifest, patched };
  }
}

/** What an object is known by, to the API server and to our own policies. */
function isIdentity(field: FieldPath): boolean {
  const [first, second] = field;
  if (first === 'apiVersion' || first === 'kind') return true;
  if (first === 'metadata') return field.length === 1 || second === 'name' || second === 'namespace';
  if (first === 'spec' && (field.length === 1 || second === 'selector' || second === 'podSelector')) return true;
  const last = field.at(-1);
  return last === WORKLOAD_LABEL || last === 'serviceAccountName' || (last === 'labels' && field.length > 2);
}

function refusal(fields: readonly FieldPath[]): string | undefined {
  if (fields.length === 0) return 'with what it has already; leave the patch out';
  const known = fields.filter(isIdentity);
  if (known.length === 0) return undefined;
  return `in ${known.map(fieldName).join(', ')}, by which it is known; leave that as it is, or declare another object`;
}

/** The changed object, or what is wrong with the change. */
function applied(manifest: Manifest, change: PatchOptions['change']): Manifest | string {
  if (!Array.isArray(change)) return merged(manifest, change as Readonly<Record<string, unknown>>) as Manifest;
  try {
    // A copy: the operations are made in place.
    return JsonPatch.apply(structuredClone(manifest), ...change.map(operation)) as Manifest;
  } catch {
    return `at ${change.map(({ path }) => path).join(', ')}, where one of the operations does not apply; look at what is rendered`;
  }
}

function operation({ op, path, value }: { op: string; path: string; value?: unknown }): JsonPatch {
  if (op === 'remove') return JsonPatch.remove(path);
  if (op === 'replace') return JsonPatch.replace(path, value);
  return op === 'test' ? JsonPatch.test(path, value) : JsonPatch.add(path, value);
}

/** https://www.rfc-editor.org/rfc/rfc7396 */
function merged(target: unknown, change: unknown): unknown {
  if (!isGroup(change)) return change;
  const result: Record<string, unknown> = isGroup(target) ? { ...target } : {};
  for (const [field, value] of Object.entries(change)) {
    if (value === null) delete result[field];
    else result[field] = merged(Object.hasOwn(result, field) ? result[field] : undefined, value);
  }
  return result;
}
