import { changesBetween } from '../changes';
import {
  type Checked,
  type Created,
  type Difference,
  type Failure,
  type Old,
  PartlyMade,
  type Provider,
  type Target,
} from '../provider';
import { isObject, type Json, type Path, type Properties, UNKNOWN } from '../values';
import type { VaultKind } from './kind';
import { VAULT_KINDS, vaultKind } from './kinds';
import { VaultApi } from './vault-api';

/** Stands in for the official Vault plugin, which wraps the Terraform provider. */
export class VaultProvider implements Provider {
  readonly name = 'vault';
  readonly version = '7.8.0';
  private vault: VaultApi | undefined;

  configure(config: Properties): void {
    this.vault = new VaultApi({
      address: setting(config, 'address', 'VAULT_ADDR'),
      caFile: setting(config, 'caCertFile', 'VAULT_CACERT'),
      token: setting(config, 'token', 'VAULT_TOKEN'),
    });
  }

  replacedBy(): readonly string[] {
    // The official provider updates in place when the address changes: Vault clusters do move.
    return [];
  }

  async check({ type }: Target, news: Properties): Promise<Checked> {
    const kind = vaultKind(type);
    const inputs = { ...kind.defaults, ...withoutNulls(news) };
    const unknown = Object.keys(inputs).filter((argument) => !kind.known.includes(argument));
    const missing = kind.required.filter((argument) => inputs[argument] === undefined);
    const failures: Failure[] = [
      ...unknown.map((property) => ({
        property,
        reason: `this provider does not know the argument '${property}' of ${type}`,
      })),
      ...missing.map((property) => ({ property, reason: `the argument '${property}' is required; set it` })),
    ];
    return { inputs, failures };
  }

  async diff({ type }: Target, old: Old, news: Properties): Promise<Difference> {
    const kind = vaultKind(type);
    const before = restricted(old.outputs, old.inputs, news) as Properties;
    const changes = changesBetween(sorted(before, kind), sorted(news, kind)).map((change) => ({
      ...change,
      replaces: kind.replaces.includes(String(change.path[0])),
    }));
    const name = kind.uniqueName;
    const outdated = await kind.outdated?.(this.connected(), old.outputs);
    return {
      changes: outdated === undefined ? changes : [...changes, replaced(outdated)],
      deleteBeforeReplace: name !== undefined && before[name] === news[name],
    };
  }

  async create({ type }: Target, news: Properties, preview: boolean): Promise<Created> {
    const kind = vaultKind(type);
    if (preview) {
      const unknown = (kind.computed ?? []).map((output) => [output, UNKNOWN]);
      return { id: '', outputs: { ...news, ...Object.fromEntries(unknown) } };
    }
    const { id, outputs } = await kind.create(this.connected(), news);
    const written = { ...news, ...outputs };
    try {
      return { id, outputs: await this.stateOf(kind, written, id) };
    } catch (error) {
      // The official one has its id as soon as it is written, before it is read.
      throw new PartlyMade({ id, outputs: written }, error);
    }
  }

  async read({ type, id }: Target, old: Old) {
    const kind = vaultKind(type);
    const live = await kind.read(this.connected(), { ...old.inputs, ...old.outputs }, id);
    if (live === undefined) return undefined;
    const inputs = restricted({ ...old.inputs, ...live }, old.inputs, old.inputs) as Properties;
    return { id, inputs, outputs: { ...old.inputs, ...live } };
  }

  async update({ type, id }: Target, old: Old, news: Properties, preview: boolean): Promise<Created> {
    const kind = vaultKind(type);
    if (preview) return { id, outputs: { ...old.outputs, ...news } };
    await kind.update(this.connected(), old.inputs, news, id);
    return { id, outputs: await this.stateOf(kind, news, id) };
  }

  async delete({ type, id }: Target, old: Old): Promise<void> {
    await vaultKind(type).delete(this.connected(), old.outputs, id);
  }

  secrets(type: string): readonly Path[] {
    return VAULT_KINDS.get(type)?.secrets ?? [];
  }

  private async stateOf(kind: VaultKind, args: Properties, id: string): Promise<Properties> {
    const live = await kind.read(this.connected(), args, id);
    if (live === undefined) throw new Error(`vault took '${id}' but does not have it; is another run deleting it?`);
    return { ...args, ...live };
  }

  private connected(): VaultApi {
    if (this.vault === undefined) throw new Error('the vault provider was used before it was configured');
    return this.vault;
  }
}

function setting(config: Properties, key: string, variable: string): string {
  const value = config[key] ?? process.env[variable];
  if (typeof value !== 'string' || value === '') throw new Error(`no ${key} of Vault; set vault:${key} or ${variable}`);
  return value;
}

function withoutNulls(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

function replaced(output: string): Difference['changes'][number] {
  return { path: [output], kind: 'update', value: UNKNOWN, replaces: true };
}

/** The part of the state that either inputs mention: what Vault adds by itself is not a difference. */
function restricted(state: Json, old: Json | undefined, news: Json | undefined): Json {
  if (!isObject(state)) return state;
  const keys = new Set([...Object.keys(isObject(old) ? old : {}), ...Object.keys(isObject(news) ? news : {})]);
  return Object.fromEntries(
    Object.entries(state)
      .filter(([key]) => keys.has(key))
      .map(([key, value]) => [key, restricted(value, at(old, key), at(news, key))]),
  );
}

function at(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? value[key] : undefined;
}

function sorted(properties: Properties, { sets = [] }: VaultKind): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      sets.includes(key) && Array.isArray(value) ? [...value].sort() : value,
    ]),
  );
}
