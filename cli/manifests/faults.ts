import type { z } from 'zod';
import { factsOf, kindOf } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import type { SourceDocument } from './documents';
import { networkPolicy } from './network-policy-shape';
import { labels, list, loose, text } from './shape';

const named = loose({ metadata: loose({ name: text(), namespace: text().nullish(), labels: labels.nullish() }) });
const listing = loose({ items: list(loose({})).nullish() });
const podTemplate = loose({ metadata: loose({ labels: labels.nullish() }).nullish() });

/** What is wrong with what an object is called, told with its place. */
export function faultsOfName(document: SourceDocument, who: string, problems: string[]): readonly string[] {
  return faultsOf(named, document, who, problems);
}

/** The same of what it holds beside that. */
export function faultsOfContent(document: SourceDocument, who: string, problems: string[]): readonly string[] {
  const shape = shapeOf(document.value as Manifest);
  return shape === undefined ? [] : faultsOf(shape, document, who, problems);
}

/** The same of a list of objects. */
export function faultsOfList(document: SourceDocument, who: string, problems: string[]): readonly string[] {
  return faultsOf(listing, document, who, problems);
}

/** What is checked of an object beside its name; of others, what policies do not read may be anything. */
function shapeOf(object: Manifest): z.ZodType | undefined {
  const kind = kindOf(object);
  if (kind === 'networking.k8s.io/NetworkPolicy') return networkPolicy;
  return factsOf(kind).template?.reduceRight<z.ZodType>((shape, key) => loose({ [key]: shape.nullish() }), podTemplate);
}

function faultsOf(shape: z.ZodType, { value, at }: SourceDocument, who: string, problems: string[]): readonly string[] {
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
