import type { VaultResourcePlan } from '../../../constructs/plan/resource';
import { type Grant, grantsFor } from './paths';

/** What Pulumi's plugin moves when it is called otherwise, with all that it holds. */
const MOVED = ['vault:index/mount:Mount', 'vault:index/authBackend:AuthBackend', 'vault:jwt/authBackend:AuthBackend'];

/**
 * What it takes besides, of a resource that was called otherwise formerly: what it was is looked at, and moved or taken away.
 *
 * To move is one path of Vault for all that there is, so the policy says from where and to where. Of several moves it allows
 * each former path to become each new one: Vault knows no pairs.
 */
export function grantsForMove(resource: VaultResourcePlan): readonly Grant[] {
  const before = (resource.formerly ?? []).filter((id) => id.startsWith(`${resource.type} `)).map(pathIn);
  const there = before.flatMap((vaultPath) => grantsFor({ ...resource, vaultPath }));
  return before.length > 0 && MOVED.includes(resource.type)
    ? [...there, ...remount(before, resource.vaultPath)]
    : there;
}

function remount(from: readonly string[], to: string): readonly Grant[] {
  return [
    { path: 'sys/remount', capabilities: ['update', 'sudo'], parameters: { from, to: [to] } },
    { path: 'sys/remount/status/+', capabilities: ['read'] },
  ];
}

function pathIn(id: string): string {
  return id.slice(id.indexOf(' ') + 1);
}
