import type { KubernetesApi, LiveObject } from '../support/kubernetes-api';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string }[];
}

/**
 * Every field that a definition on the server compares with what it was, as `group/Kind field`, sorted.
 *
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#transition-rules
 */
export async function transitionRules(api: KubernetesApi): Promise<readonly string[]> {
  const definitions = await api.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
  return [...new Set(definitions.flatMap(ofDefinition))].sort();
}

function ofDefinition({ spec }: LiveObject): readonly string[] {
  const versions = spec.versions as readonly { readonly schema: { readonly openAPIV3Schema: Schema } }[];
  return versions
    .flatMap(({ schema }) => inSchema(schema.openAPIV3Schema, []))
    .map((field) => `${spec.group}/${spec.names.kind} ${field}`);
}

function inSchema(schema: Schema, path: readonly string[]): readonly string[] {
  const { properties = {}, items, additionalProperties, 'x-kubernetes-validations': validations = [] } = schema;
  const inside: (readonly [string, Schema])[] = Object.entries(properties);
  if (items !== undefined) inside.push(['[]', items]);
  if (typeof additionalProperties === 'object') inside.push(['*', additionalProperties]);
  return [
    ...validations.filter(({ rule }) => rule.includes('oldSelf')).map(({ rule }) => fieldOf(rule, path)),
    ...inside.flatMap(([key, one]) => inSchema(one, [...path, key])),
  ];
}

/** `self.name == oldSelf.name` is about the field that both name. */
function fieldOf(rule: string, path: readonly string[]): string {
  const [, below] = /^self\.(\w+) == oldSelf\.\1$/.exec(rule) ?? [];
  return [...path, ...(below === undefined ? [] : [below])].join('.');
}
