import { ENVOY_DESCRIPTORS } from './descriptors';

/** The version whose fields these are: what Istio 1.29 ships. */
export const ENVOY_VERSION = '1.37.0';

/** What a field holds: a scalar of JSON or the name of a type, once, in a list, or as the values of a map. */
export interface EnvoyField {
  readonly of: 'one' | 'list' | 'map';
  readonly type: string;
}

export interface EnvoyMessage {
  readonly kind: 'message';
  readonly fields: ReadonlyMap<string, EnvoyField>;
}

export interface EnvoyEnumeration {
  readonly kind: 'enumeration';
  readonly values: readonly string[];
}

const SCALARS: ReadonlySet<string> = new Set(['boolean', 'integer', 'number', 'text']);

/** By its whole name, the line of each type: read when it is asked for, since a filter needs a dozen of all of them. */
const LINES: ReadonlyMap<string, string> = new Map(
  ENVOY_DESCRIPTORS.trim()
    .split('\n')
    .map((line) => [line.split(' ', 1)[0]!, line]),
);

const READ = new Map<string, EnvoyMessage | EnvoyEnumeration>();

/** What Envoy's own descriptors say of a message or an enumeration; undefined for one that is none of Envoy's. */
export function tryEnvoyType(name: string): EnvoyMessage | EnvoyEnumeration | undefined {
  const line = LINES.get(name);
  if (line === undefined) return undefined;
  const type = READ.get(name) ?? typeOf(line);
  READ.set(name, type);
  return type;
}

function typeOf(line: string): EnvoyMessage | EnvoyEnumeration {
  const [name = '', ...parts] = line.split(' ');
  if (parts[0]?.startsWith('=')) return { kind: 'enumeration', values: parts.map((part) => part.slice(1)) };
  const scope = name.slice(0, name.lastIndexOf('.'));
  return { kind: 'message', fields: new Map(parts.map((part) => fieldOf(part, scope))) };
}

function fieldOf(part: string, scope: string): [string, EnvoyField] {
  const [, name = '', mark = '', type = ''] = /^(\w+):([*%]?)(.+)$/.exec(part) ?? [];
  const of = mark === '*' ? 'list' : mark === '%' ? 'map' : 'one';
  return [name, { of, type: type.startsWith('.') ? `${scope}${type}` : type }];
}

export function isScalar(type: string): boolean {
  return SCALARS.has(type);
}
