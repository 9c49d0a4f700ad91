import { vaultKindOf } from '../../../constructs/plan/kinds';
import { idsInOtherVersions } from '../../../constructs/plan/versions';

/** How people call what an id names: `Deployment` and `dwcp/dwcp-api`, or `Vault Mount` and a path. */
export function calledOf(id: string): { readonly kind: string; readonly name: string } {
  const space = id.indexOf(' ');
  const [type, name] = [id.slice(0, space), id.slice(space + 1)];
  if (type.startsWith('vault:')) return { kind: `Vault ${vaultKindOf(type)}`, name };
  return { kind: type.slice(type.lastIndexOf('/') + 1), name };
}

/** Whether two ids are of one object, written in two versions of its kind. */
export function isOtherVersion(was: string, id: string): boolean {
  return idsInOtherVersions(id).includes(was);
}

/** `apps/Deployment` or a type of Vault: how fields of what an id names are compared. */
export function kindIn(id: string): string {
  const type = id.slice(0, id.indexOf(' '));
  if (type.startsWith('vault:')) return type;
  const [group, version, kind] = type.split('/');
  return kind === undefined ? version! : `${group}/${kind}`;
}
