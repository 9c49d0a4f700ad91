import type { z } from 'zod';
import { factsOf, kindOf } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import { documentsOf, type SourceDocument } from './documents';
import type { SourceFile } from './files';
import { networkPolicy } from './network-policy-shape';
import { isSkipped, notAManifest } from './not-manifests';
import { labels, list, loose, text } from './shape';

/** An object and where it stands, `shop/policies.yaml:12`. */
export interface Located {
  readonly object: Manifest;
  readonly place: string;
  /** Where its namespace is said, or the object where it says none. */
  readonly namespacePlace: string;
}

const named = loose({ metadata: loose({ name: text(), namespace: text().nullish(), labels: labels.nullish() }) });
const items = loose({ items: list(loose({})) });

const podTemplate = loose({ metadata: loose({ labels: labels.nullish() }).nullish() });

/** What is checked of an object beside its name; of others, what policies do not read may be anything. */
function shapeOf(object: Manifest): z.ZodType | undefined {
  const kind = kindOf(object);
  if (kind === 'networking.k8s.io/NetworkPolicy') return networkPolicy;
  return factsOf(kind).template?.reduceRight<z.ZodType>((shape, key) => loose({ [key]: shape.nullish() }), podTemplate);
}

/** The Kubernetes objects of a file, and every problem of it. */
export function manifestsOf(file: SourceFile, problems: string[]): Located[] {
  const found: Located[] = [];
  for (const document of documentsOf(file, problems)) {
    if (!isSkipped(document.value)) found.push(...objectsIn(document, problems));
  }
  return found;
}

/** An object, or those that a `List` holds, as `kubectl get -o yaml` prints them. */
function objectsIn(document: SourceDocument, problems: string[]): Located[] {
  const problem = notAManifest(document.value);
  if (problem !== undefined) {
    problems.push(`${document.at()}: ${problem}`);
    return [];
  }
  const object = document.value as Manifest;
  if (object.kind.endsWith('List') && 'items' in object) {
    if (!check(items, document, object.kind, problems)) return [];
    const { items: listed } = object as unknown as z.infer<typeof items>;
    return listed.flatMap((value, index) => objectsIn(within(document, ['items', index], value), problems));
  }
  const shapes = [named, shapeOf(object)].filter((shape) => shape !== undefined);
  const fine = shapes.map((shape) => check(shape, document, nameOf(object), problems));
  if (!fine.every(Boolean)) return [];
  return [{ object, place: document.at(), namespacePlace: document.at(['metadata', 'namespace']) }];
}

function within(document: SourceDocument, path: readonly PropertyKey[], value: unknown): SourceDocument {
  return { value, at: (rest = []) => document.at([...path, ...rest]) };
}

function check(shape: z.ZodType, { value, at }: SourceDocument, who: string, problems: string[]): boolean {
  const result = shape.safeParse(value);
  for (const issue of result.error?.issues ?? []) {
    // A field that does not belong is pointed at itself, not at the map that it is in.
    const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const field of fields) problems.push(`${at(field)}: ${who}: ${fieldPath(field)} ${issue.message}`);
  }
  return result.success;
}

/** `spec.ingress[0].from`, as `kubectl explain` writes it. */
function fieldPath(path: readonly PropertyKey[]): string {
  const steps = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return steps.join('').slice(1);
}

/** `NetworkPolicy shop/api`, as far as it is said; nobody has checked it yet. */
function nameOf({ kind, metadata }: { readonly kind: string; readonly metadata?: unknown }): string {
  const { name, namespace } = (metadata ?? {}) as { readonly name?: unknown; readonly namespace?: unknown };
  if (typeof name !== 'string') return kind;
  return `${kind} ${typeof namespace === 'string' ? `${namespace}/` : ''}${name}`;
}
