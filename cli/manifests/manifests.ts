import type { Manifest } from '../../constructs/plan/resource';
import { type Fields, isFields } from '../../policies/fields';
import { documentsOf, type SourceDocument } from './documents';
import type * as Faults from './faults';
import type { SourceFile } from './files';
import { isForeign, isSkipped, notAManifest } from './not-manifests';
import { isNamed, isPlain, isPlainList, isPlainlyNamed } from './plain';
import type { Reading } from './reading';

/** An object and where it stands, `shop/policies.yaml:12`. */
export interface Located {
  readonly object: Manifest;
  readonly place: string;
  /** Where its namespace is said, or the object where it says none. */
  readonly namespacePlace: () => string;
  /** Why what it says is not known. @default - it was read whole */
  readonly doubt?: string;
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
    return places.map((place) => `${place}: is no object of a cluster, but of some tool; ${remedy}`);
  }
  const more = places.length > NAMED ? ` and ${places.length - NAMED} more` : '';
  return [
    `${places.length} files hold no object of a cluster and are left out: ${places.slice(0, NAMED).join(', ')}${more}; render them first if a tool reads them (helm template, kustomize build)`,
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
    if (!isPlainList(object) && inWords().faultsOfList(document, object.kind, problems).length > 0) return [];
    const { items: listed } = object as { readonly items?: readonly Fields[] };
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
  const who = nameOf(object);
  const unnamed = isPlainlyNamed(object) ? [] : inWords().faultsOfName(document, who, problems);
  const faults = isPlain(object) ? [] : inWords().faultsOfContent(document, who, problems);
  if (unnamed.length > 0 && !isNamed(object)) return [];
  const [doubt] = [...unnamed, ...faults];
  const namespacePlace = () => document.at(['metadata', 'namespace']);
  return [{ object, place: document.at(), namespacePlace, ...(doubt !== undefined && { doubt }) }];
}

/** What says what is wrong is loaded only where something is. */
function inWords(): typeof Faults {
  return require('./faults') as typeof Faults;
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

/** `NetworkPolicy shop/api`, as far as it is said; nobody has checked it yet. */
function nameOf({ kind, metadata }: { readonly kind: string; readonly metadata?: unknown }): string {
  const { name, namespace } = (metadata ?? {}) as { readonly name?: unknown; readonly namespace?: unknown };
  if (typeof name !== 'string') return kind;
  return `${kind} ${typeof namespace === 'string' ? `${namespace}/` : ''}${name}`;
}
