import { vaultKindOf } from '../../../constructs/plan/kinds';

/** How people call what an id names: `Deployment` and `dwcp/dwcp-api`, or `Vault Mount` and a path. */
export function calledOf(id: string): { readonly kind: string; readonly name: string } {
  const space = id.indexOf(' ');
  const [type, name] = [id.slice(0, space), id.slice(space + 1)];
  if (type.startsWith('vault:')) return { kind: `Vault ${vaultKindOf(type)}`, name };
  return { kind: type.slice(type.lastIndexOf('/') + 1), name };
}

/** `apps/Deployment` or a type of Vault: how fields of what an id names are compared. */
export function kindIn(id: string): string {
  const type = id.slice(0, id.indexOf(' '));
  if (type.startsWith('vault:')) return type;
  const [group, version, kind] = type.split('/');
  return kind === undefined ? version! : `${group}/${kind}`;
}
