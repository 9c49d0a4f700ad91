import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { Engine } from './engine';
import { world } from './world';

const ROOT = join(__dirname, '..', '..', '..');

/** One of the project's own stacks, on the engine, its facts pointed at the servers of this run. */
export async function startStack(stack: string, name: string): Promise<Engine> {
  const { kubernetes, vault, runDir } = world();
  const folder = join(runDir, name);
  mkdirSync(folder);
  const file = `Pulumi.${stack}.yaml`;
  const facts = parseDocument(readFileSync(join(ROOT, file), 'utf8'));
  facts.setIn(['config', 'dwcp:cluster', 'context'], kubernetes.context);
  facts.setIn(['config', 'dwcp:vault', 'address'], vault.address);
  // Vault runs beside the cluster here, not in it.
  facts.setIn(['config', 'dwcp:vault', 'apiServer'], { address: kubernetes.url, caCertificate: kubernetes.ca });
  writeFileSync(join(folder, file), facts.toString());
  return Engine.start({
    projectDir: ROOT,
    stack,
    configFile: join(folder, file),
    workDir: join(folder, 'engine'),
    env: { KUBECONFIG: kubernetes.kubeconfigPath, VAULT_TOKEN: vault.token, VAULT_CACERT: vault.caFile },
  });
}

/** Changes the built posture of a stack for the time of an action, as an edit and a build would. */
export async function withPosture(
  { stack, name }: { readonly stack: string; readonly name: string },
  [from, to]: readonly [from: string, to: string],
  action: () => Promise<void>,
): Promise<void> {
  const file = join(world().runDir, name, 'engine', 'project', 'bin', 'stacks', 'environments', `${stack}.js`);
  const before = readFileSync(file, 'utf8');
  if (before.split(from).length !== 2) throw new Error(`${file} has '${from}' not once`);
  writeFileSync(file, before.replace(from, to));
  try {
    await action();
  } finally {
    writeFileSync(file, before);
  }
}
