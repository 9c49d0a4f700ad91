/** A name of a resource in Pulumi, taken apart: `urn:pulumi:dev::dwcp::dwcp:baseline:Environment$kubernetes:core/v1:Namespace::dwcp`. */
export interface Urn {
  readonly stack: string;
  /** Its own type, the last of those that its parents have. */
  readonly type: string;
  readonly name: string;
}

export function parseUrn(urn: string): Urn | undefined {
  const [, stack, types, name] = /^urn:pulumi:(.+?)::.+?::(.+?)::(.*)$/s.exec(urn) ?? [];
  if (stack === undefined || types === undefined || name === undefined) return undefined;
  return { stack, type: types.slice(types.lastIndexOf('$') + 1), name };
}

/** What a plan calls the resource that `deploy` has declared under this name; undefined for what is none of a plan's. */
export function planIdOf(urn: string): string | undefined {
  const { type = '', name = '' } = parseUrn(urn) ?? {};
  if (type.startsWith('vault:')) return `${type} ${name}`;
  const [, apiVersion, kind] = /^kubernetes:(?:core\/)?(.+):(\w+)$/.exec(type) ?? [];
  return apiVersion === undefined ? undefined : `${apiVersion}/${kind} ${name}`;
}
