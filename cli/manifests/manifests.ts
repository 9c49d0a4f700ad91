import type { z } from 'zod';
import { factsOf, kindOf } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import { isFields } from '../../policies/fields';
import { documentsOf, type SourceDocument } from './documents';
import type { SourceFile } from './files';
import { networkPolicy } from './network-policy-shape';
import { isForeign, isSkipped, notAManifest } from './not-manifests';
import type { Reading } from './reading';
import { labels, list, loose, text } from './shape';

/** An object and where it stands, `shop/policies.yaml:12`. */
export interface Located {
  readonly object: Manifest;
  readonly place: string;
  /** Where its namespace is said, or the object where it says none. */
  readonly namespacePlace: () => string;
  /** Why what it says is not known. @default - it was read whole */
  readonly doubt?: string;
}

const named = loose({ metadata: loose({ name: text(), namespace: text().nullish(), labels: labels.nullish() }) });
const items = loose({ items: list(loose({})).nullish() });

const podTemplate = loose({ metadata: loose({ labels: labels.nullish() }).nullish() });

/** What is checked of an object beside its name; of others, what policies do not read may be anything. */
function shapeOf(object: Manifest): z.ZodType | undefined {
  const kind = kindOf(object);
  if (kind === 'networking.k8s.io/NetworkPolicy') return networkPolicy;
  return factsOf(kind).template?.reduceRight<z.ZodType>((shape, key) => loose({ [key]: shape.nullish() }), podTemplate);
}

/** The Kubernetes objects of files, and what there is to be told of these. */
export function manifestsOf(files: readonly SourceFile[], reading: Reading): Located[] {
  const foreign = new Map<string, string>();
  const found = files.flatMap((file) => {
    const objects: Located[] = [];
    for (const document of documentsOf(file, reading.problems)) {
      if (isSkipped(document.value)) continue;
      // A file of another tool is one thing, however many documents it has.
      if (isForeign(document.value)) foreign.set(file.name, foreign.get(file.name) ?? document.at());
      else for (const object of objectsIn(document, reading.problems)) objects.push(object);
    }
    return objects;
  });
  reading.notes.push(...leftOut([...foreign.values()]));
  return found;
}

/** Files are named where they are few. */
const NAMED = 5;

function leftOut(places: readonly string[]): readonly string[] {
  const remedy = 'leave it out, or render it first if a tool reads it (helm template, kustomize build)';
  if (places.length < 2) {
    return places.map((place) => `${place}: is no Kubernetes object, without apiVersion and kind; ${remedy}`);
  }
  const more = places.length > NAMED ? ` and ${places.length - NAMED} more` : '';
  return [
    `${places.length} files hold no Kubernetes object and are left out: ${places.slice(0, NAMED).join(', ')}${more}; render them first if a tool reads them (helm template, kustomize build)`,
  ];
}

/** An object, or those that a list holds, as `kubectl get -o yaml` prints them and as the API answers. */
function objectsIn(document: SourceDocument, problems: string[]): Located[] {
  const problem = notAManifest(document.value);
  if (problem !== undefined) {
    problems.push(`${document.at()}: ${problem}`);
    return [];
  }
  const object = document.value as Manifest;
  if (isList(object)) {
    if (check(items, document, object.kind, problems).length > 0) return [];
    const { items: listed } = object as unknown as z.infer<typeof items>;
    const said = saidByList(object);
    return (listed ?? []).flatMap((value, index) => {
      const item = within(document, ['items', index], value);
      return objectsIn(value['kind'] === undefined ? { ...item, value: { ...said, ...value } } : item, problems);
    });
  }
  return located({ ...document, value: generated(object) }, problems);
}

/** Of an object that has faults, only what it is called counts: what it says is not known. */
function located(document: SourceDocument, problems: string[]): Located[] {
  const object = document.value as Manifest;
  const [unnamed, faults] = [named, shapeOf(object)].map((shape) =>
    shape === undefined ? [] : check(shape, document, nameOf(object), problems),
  ) as [string[], string[]];
  if (unnamed.length > 0 && !isNamed(object)) return [];
  const [doubt] = [...unnamed, ...faults];
  const namespacePlace = () => document.at(['metadata', 'namespace']);
  return [{ object, place: document.at(), namespacePlace, ...(doubt !== undefined && { doubt }) }];
}

function isNamed({ metadata }: { readonly metadata?: unknown }): boolean {
  return (
    isFields(metadata) && typeof metadata['name'] === 'string' && typeof (metadata['namespace'] ?? '') === 'string'
  );
}

/** A custom resource may be called AllowList, and hold no objects. */
function isList(object: Manifest): boolean {
  return object.kind.endsWith('List') && 'items' in object;
}

/** The items of a list of one kind need not repeat it. */
function saidByList({ apiVersion, kind }: Manifest): object {
  return kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
}

/** An object that leaves its name to the cluster, which makes another one each time. */
function generated(object: Manifest): Manifest {
  const { metadata } = object as { readonly metadata?: unknown };
  if (!isFields(metadata) || metadata['name'] !== undefined || typeof metadata['generateName'] !== 'string')
    return object;
  return { ...object, metadata: { ...metadata, name: `${metadata['generateName']}*` } };
}

function within(document: SourceDocument, path: readonly PropertyKey[], value: unknown): SourceDocument {
  return { value, at: (rest = []) => document.at([...path, ...rest]) };
}

/** What is wrong with a value, which is also told with its place. */
function check(shape: z.ZodType, { value, at }: SourceDocument, who: string, problems: string[]): string[] {
  const result = shape.safeParse(value);
  return (result.error?.issues ?? []).flatMap((issue) => {
    // A field that does not belong is pointed at itself, not at the map that it is in.
    const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return fields.map((field) => {
      const fault = `${fieldPath(field)} ${issue.message}`;
      problems.push(`${at(field)}: ${who}: ${fault}`);
      return fault;
    });
  });
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
