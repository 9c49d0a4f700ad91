import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vault } from '../servers/vault';
import { vaultRequest } from '../support/vault-api';

/** A file that Vault writes its audit to, on a volume that is a folder here. */
export class AuditFile {
  readonly path: string;
  /** What was written before it was rotated. */
  readonly former: string;
  private readonly vault: Vault;
  private readonly volume: string;

  constructor(vault: Vault, volume: string) {
    this.vault = vault;
    this.volume = volume;
    this.path = join(volume, 'audit.log');
    this.former = `${this.path}.1`;
  }

  /** From now on Vault writes there. */
  async use(): Promise<void> {
    mkdirSync(this.volume, { recursive: true });
    await vaultRequest(this.vault, 'PUT', 'sys/audit/disk', { type: 'file', options: { file_path: this.path } });
  }

  rotate(): void {
    renameSync(this.path, this.former);
    this.vault.reopen();
  }

  /** Has the volume be gone for the time of an action: nothing can be opened on it, by root either. */
  async whileGone(action: () => Promise<void>): Promise<void> {
    const away = `${this.volume}.away`;
    renameSync(this.volume, away);
    writeFileSync(this.volume, '');
    this.vault.reopen();
    try {
      await action();
    } finally {
      rmSync(this.volume);
      renameSync(away, this.volume);
      this.vault.reopen();
    }
  }
}
