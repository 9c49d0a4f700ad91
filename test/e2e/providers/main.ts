import { serve } from './serve';
import { VaultProvider } from './vault/provider';

/** Serves the provider until the process is killed; the first line it prints is the port, as real plugins do. */
async function main(): Promise<void> {
  const { port } = await serve(new VaultProvider());
  process.stdout.write(`${port}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
