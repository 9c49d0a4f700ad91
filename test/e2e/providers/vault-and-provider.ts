import { startVault, type Vault } from '../servers/vault';
import { world } from '../support/world';
import { LittleEngine } from './little-engine';
import { serve } from './serve';
import { VaultProvider } from './vault/provider';

/** A Vault of its own, and an engine that asks the stand-in for Pulumi's plugin for it. */
export interface VaultAndProvider {
  readonly vault: Vault;
  readonly engine: LittleEngine;
  stop(): Promise<void>;
}

export async function startVaultAndProvider(name: string): Promise<VaultAndProvider> {
  const vault = await startVault({ runDir: world().runDir, name });
  const serving = await serve(new VaultProvider());
  const engine = new LittleEngine(serving.port);
  await engine.configure({ address: vault.address, token: vault.token, caCertFile: vault.caFile });
  return {
    ...{ vault, engine },
    async stop() {
      engine.close();
      serving.stop();
      await vault.stop();
    },
  };
}
