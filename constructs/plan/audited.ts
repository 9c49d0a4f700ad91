import type { Resource } from './resource';

const AUDIT = 'vault:index/audit:Audit';

/**
 * What Vault is asked comes after what writes it down: each audit device after the one before it, and all else in Vault
 * after the last. What is written before there is a device is written down nowhere; and a request that is answered while
 * the first one is being made fails after it was carried out, so that whoever repeats it is told that it is there already
 * (`failed to persist salt: cannot write to storage during setup`, Vault 1.21).
 */
export function auditedDependencies(resources: readonly Resource[]): ReadonlyMap<string, readonly string[]> {
  const vault = resources.filter(({ api }) => api === 'vault');
  const devices = vault.filter(isAudit);
  const last = devices.at(-1);
  if (last === undefined) return new Map();
  const others = vault.filter((resource) => !isAudit(resource)).map(({ id }): [string, string[]] => [id, [last.id]]);
  const chain = devices.slice(1).map(({ id }, index): [string, string[]] => [id, [devices[index]!.id]]);
  return new Map([...chain, ...others]);
}

/** Whether it is an audit device: of Vault as a whole, and so of no namespace, wherever it is declared. */
export function isAudit(thing: object): boolean {
  return 'type' in thing && thing.type === AUDIT;
}
