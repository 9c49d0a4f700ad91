import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { planEnvironment } from '../../../cli/platform/loaded';
import { REFERENCE, ROOT } from '../../support/reference';
import { TOKEN_AUDIENCE } from '../servers/control-plane';
import { makeDeployer } from './deployer';
import { Engine, type EngineOptions } from './engine';
import { withServers } from './stack-facts';
import { runFolder, type World, world } from './world';

/**
 * One of the project's own stacks, on the engine, the facts of its file pointed at the servers of this run, or at others.
 *
 * Whoever deploys it may do what `dwcp deployer` says of its environment, and nothing else.
 */
export async function startStack(
  stack: string,
  name: string,
  stackFiles = ROOT,
  deployer?: Pick<EngineOptions, 'env' | 'firstUp'>,
  servers: Pick<World, 'kubernetes' | 'vault'> = world(),
): Promise<Engine> {
  const { kubernetes, vault } = servers;
  const { runDir } = world();
  const folder = join(runDir, name);
  mkdirSync(folder, { recursive: true });
  const file = `Pulumi.${stack}.yaml`;
  const apiServer = { address: kubernetes.url, caCertificate: kubernetes.ca, audience: TOKEN_AUDIENCE };
  const facts = {
    id: kubernetes.id,
    context: kubernetes.context,
    vault: vault.address,
    audit: { file: vault.audit.file, socket: vault.audit.socket },
    apiServer,
  };
  writeFileSync(join(folder, file), withServers(readFileSync(join(stackFiles, file), 'utf8'), facts));
  const by =
    deployer ?? (await makeDeployer(planEnvironment({ ...REFERENCE, stackFolder: folder }, stack), name, servers));
  return Engine.start({
    projectDir: ROOT,
    stack,
    configFile: join(folder, file),
    workDir: join(folder, 'engine'),
    ...by,
  });
}

/** Changes the posture of a stack for the time of an action, as an edit would. */
export function withPosture(
  { stack, name }: { readonly stack: string; readonly name: string },
  edit: Edit,
  action: () => Promise<void>,
): Promise<void> {
  return withEdit(name, join('environments', `${stack}.ts`), edit, action);
}

type Edit = readonly [from: string, to: string];

/** Changes a file of the platform, below `stacks`, for the time of an action. */
export async function withEdit(
  name: string,
  file: string,
  [from, to]: Edit,
  action: () => Promise<void>,
): Promise<void> {
  const path = join(world().runDir, name, 'engine', 'project', 'stacks', file);
  const before = readFileSync(path, 'utf8');
  if (before.split(from).length !== 2) throw new Error(`${path} has '${from}' not once`);
  writeFileSync(path, before.replace(from, to));
  try {
    await action();
  } finally {
    writeFileSync(path, before);
  }
}

/** Has a stack deploy another platform from now on, which a file of the project exports as `platform`. */
export function deployInstead(name: string, path: string): void {
  writePlatform(name, `export { platform as default } from '../${path}';\n`);
}

/** The same, of a platform that is written out. */
export function writePlatform(name: string, text: string): void {
  writeFileSync(join(runFolder(), name, 'engine', 'project', 'stacks', 'platform.ts'), text);
}

/** Runs another program of Pulumi's, in JavaScript, as the stack's for the time of an action. */
export async function withProgram(name: string, main: string, action: () => Promise<void>): Promise<void> {
  const file = join(world().runDir, name, 'engine', 'project', 'Pulumi.yaml');
  const before = readFileSync(file, 'utf8');
  // Its configuration is its own, too.
  const { config: _, ...project } = parse(before) as Readonly<Record<string, unknown>>;
  writeFileSync(file, stringify({ ...project, runtime: PLAIN_JAVASCRIPT, main }));
  try {
    await action();
  } finally {
    writeFileSync(file, before);
  }
}

const PLAIN_JAVASCRIPT = { name: 'nodejs', options: { typescript: false } };
