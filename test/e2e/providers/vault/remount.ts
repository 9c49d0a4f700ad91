import { setTimeout as sleep } from 'node:timers/promises';
import { at } from '../changes';
import type { VaultApi } from './vault-api';

/** Moves a mount with all it holds; Vault does it in the background, so this waits. */
export async function remount(vault: VaultApi, from: string, to: string): Promise<void> {
  const { migration_id: migration } = await vault.write('sys/remount', { from, to });
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const status = at(await vault.read(`sys/remount/status/${migration}`), 'migration_info', 'status');
    if (status === 'success') return;
    if (status === 'failure') throw new Error(`vault could not move '${from}' to '${to}'; its log says why`);
    await sleep(100);
  }
  throw new Error(`vault is still moving '${from}' to '${to}' after 30 s; run the update again`);
}
