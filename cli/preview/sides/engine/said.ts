import { isMap } from '../../../../constructs/plan/diff/maps';
import { isLater } from '../../../../constructs/plan/later';

/** Keeps a value that is no plain data: a secret, encrypted or not, an asset, a reference. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';

/** Stands for a value that is known only once something has been made. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Stands for a secret in a preview. */
export const SECRET = '[secret]';

/** Stands for what is not known yet. */
export const NOT_KNOWN = '[unknown]';

/** Names the properties beside it that the program did not say, and the plugin filled in. */
const DEFAULTS = '__defaults';

/**
 * Inputs as a plan has them, of what Pulumi wrote down of a resource.
 *
 * A secret is never read, not even one that was exported in clear. What is secret or not known yet counts as what the other
 * side has in its place, so that it makes no difference: whether it does, only the engine knows.
 */
export function said(value: unknown, other: unknown): unknown {
  // What only Vault says is written down as it was said, and was planned as whose it is.
  if (isLater(other)) return other;
  if (isKeptBack(value)) return other ?? (value === UNKNOWN ? NOT_KNOWN : SECRET);
  if (Array.isArray(value)) {
    return value.map((entry: unknown, index) => said(entry, Array.isArray(other) ? other[index] : undefined));
  }
  if (!isMap(value)) return value;
  const filledIn = value[DEFAULTS];
  const unsaid = new Set<unknown>(Array.isArray(filledIn) ? filledIn : []);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, entry]) => !key.startsWith('__') && !unsaid.has(key) && entry !== null)
      .map(([key, entry]) => {
        const name = asInSchema(key);
        return [name, said(entry, isMap(other) && Object.hasOwn(other, name) ? other[name] : undefined)];
      }),
  );
}

function isKeptBack(value: unknown): boolean {
  return value === UNKNOWN || value === SECRET || (isMap(value) && SIGNATURE in value);
}

/** Pulumi's types of a schema's own extensions have no dashes: `x_kubernetes_list_type`. */
function asInSchema(key: string): string {
  return key.startsWith('x_kubernetes_') ? key.replaceAll('_', '-') : key;
}
