import { isMap } from './diff/maps';
import { vaultId } from './identity';
import type { Resource } from './resource';

/** What Vault says of another resource once that is there, such as the accessor of a login method. */
export interface SaidByVault {
  /** What it says, as its class of `@pulumi/vault` calls it. */
  readonly $output: OutputName;
  /** The id of that resource in the plan. */
  readonly of: string;
}

/** What Vault says of a resource that others have to know. */
export type OutputName = 'accessor' | 'methodId';

/** A secret in the configuration of the stack: `pulumi config set --secret operators:client-secret`. */
export interface Configured {
  /** Its key there, with its namespace. */
  readonly $config: string;
}

/** What a plan cannot say: Pulumi knows it when the turn of the resource comes. */
export type Later = SaidByVault | Configured;

/** What Vault will say of a resource that is declared. */
export function saidBy(
  { type, path }: { readonly type: string; readonly path: string },
  name: OutputName,
): SaidByVault {
  return { $output: name, of: vaultId(type, path) };
}

/** Whether it stands for what a plan cannot say. */
export function isLater(value: unknown): value is Later {
  if (!isMap(value)) return false;
  return (
    typeof value['$config'] === 'string' || (typeof value['$output'] === 'string' && typeof value['of'] === 'string')
  );
}

/** All of them in the arguments of a resource. */
export function laterIn(value: unknown): readonly Later[] {
  if (isLater(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(laterIn);
  return isMap(value) ? Object.values(value).flatMap(laterIn) : [];
}

/** What Vault has to say of others before a resource can be made. */
export function saidFor(resource: Resource): readonly SaidByVault[] {
  return resource.api === 'vault' ? laterIn(resource.args).flatMap((later) => ('of' in later ? later : [])) : [];
}

/** Arguments with something else in the place of each. */
export function withLater(value: unknown, instead: (later: Later) => unknown): unknown {
  if (isLater(value)) return instead(value);
  if (Array.isArray(value)) return value.map((entry: unknown) => withLater(entry, instead));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withLater(entry, instead)]));
}
