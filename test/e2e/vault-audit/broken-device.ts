import { type VaultLogin, vaultRequest } from '../support/vault-api';
import { startListener } from './listener';

const PATH = 'sys/audit/broken';

/** Has Vault write to one place more, which then goes away; does something, and has it write there no longer. */
export async function withBrokenDevice<T>(vault: VaultLogin, action: () => Promise<T>): Promise<T> {
  const { options, goAway } = await startListener();
  try {
    await vaultRequest(vault, 'PUT', PATH, { type: 'socket', options });
  } finally {
    goAway();
  }
  try {
    return await action();
  } finally {
    await vaultRequest(vault, 'DELETE', PATH);
  }
}
