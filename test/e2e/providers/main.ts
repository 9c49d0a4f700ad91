import { KubernetesProvider } from './kubernetes/provider';
import { serve } from './serve';
import { VaultProvider } from './vault/provider';

const PROVIDERS = { kubernetes: () => new KubernetesProvider(), vault: () => new VaultProvider() };

/** Serves one provider until the process is killed; the first line it prints is the port, as real plugins do. */
async function main(name: string | undefined): Promise<void> {
  if (name !== 'kubernetes' && name !== 'vault') {
    throw new Error(`no provider '${name ?? ''}'; say ${Object.keys(PROVIDERS).join(' or ')}`);
  }
  const { port } = await serve(PROVIDERS[name]());
  process.stdout.write(`${port}\n`);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
