export type AnyMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is AnyMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The keys of a map whose values are there: Kubernetes reads one that is null as absent. */
export function keysIn(map: AnyMap): readonly string[] {
  return Object.keys(map).filter((key) => map[key] !== null && map[key] !== undefined);
}
