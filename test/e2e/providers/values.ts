import { type JavaScriptValue, Struct } from 'google-protobuf/google/protobuf/struct_pb';

/** What the engine sends and keeps: JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Properties = Readonly<Record<string, Json>>;

/** From the root of a resource's properties to one value. */
export type Path = readonly (string | number)[];

/** How Pulumi writes a value that is known only after `up`; it stays in place, so that its path is not lost. */
export const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

// Pulumi marks special values by an object with this key; its value says which special value it is.
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';
const OUTPUT = 'd0e6a833031e9bbcd3f4e8bde6ca49a4';
const RESOURCE = '5cf8f73096256a8f31e491e813e4eb8e';

/** Plain properties, and where the secrets in them were. */
export interface Decoded {
  readonly properties: Properties;
  readonly secrets: readonly Path[];
}

/** Unwraps what the engine sent. */
export function decode(struct: Struct | undefined): Decoded {
  const secrets: Path[] = [];
  const properties = unwrap((struct?.toJavaScript() ?? {}) as Properties, [], secrets) as Properties;
  return { properties, secrets };
}

function unwrap(value: Json, path: Path, secrets: Path[]): Json {
  if (Array.isArray(value)) return value.map((element, index) => unwrap(element, [...path, index], secrets));
  if (!isObject(value)) return value;
  switch (value[SIGNATURE]) {
    case undefined:
      return Object.fromEntries(
        Object.entries(value).map(([key, child]) => [key, unwrap(child, [...path, key], secrets)]),
      );
    case SECRET:
      secrets.push(path);
      return unwrap(value['value'] ?? null, path, secrets);
    case OUTPUT:
      if (value['secret'] === true) secrets.push(path);
      return unwrap(value['value'] ?? UNKNOWN, path, secrets);
    case RESOURCE:
      return value['id'] ?? value['urn'] ?? null;
    default:
      throw new Error(`${formatPath(path)} is an asset or archive, which this provider does not know`);
  }
}

/** Wraps properties for the engine; secrets inside a list make the whole list secret, because servers reorder lists. */
export function encode(properties: Properties, secrets: readonly Path[] = []): Struct {
  const places = secrets.map((path) => {
    const index = path.findIndex((step) => typeof step === 'number');
    return index === -1 ? path : path.slice(0, index);
  });
  return Struct.fromJavaScript(wrap(properties, places) as Record<string, JavaScriptValue>);
}

function wrap(value: Json, secrets: readonly Path[]): Json {
  if (secrets.some((path) => path.length === 0)) return { [SIGNATURE]: SECRET, value };
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      wrap(
        child,
        secrets.filter(([first]) => first === key).map((path) => path.slice(1)),
      ),
    ]),
  );
}

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function hasUnknown(value: Json): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) ? Object.values(value).some(hasUnknown) : value === UNKNOWN;
}

/** A path as Pulumi writes it: `spec.containers[0]`, `metadata.annotations["pulumi.com/patchForce"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (/[."[\]]/.test(step)) return `${text}["${step.replaceAll('"', '\\"')}"]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
