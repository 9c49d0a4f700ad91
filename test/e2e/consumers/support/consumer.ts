import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../servers/command';
import { isSource, ROOT, tarball } from './packed';
import { dependency, type Peers } from './peers';

type Dependencies = Readonly<Record<string, string>>;

/** Another repository, outside of this one, with nothing in it linked to here. */
export interface Consumer {
  readonly folder: string;
  /** Runs a command in it and gives what it printed. */
  run(command: string, ...args: readonly string[]): Promise<string>;
  remove(): void;
}

/** Installs what an example asks for, the packed package included, from the registry. */
export async function install(example: string, peers: Peers, manager: 'npm' | 'pnpm' = 'npm'): Promise<Consumer> {
  const consumer = emptyFolder();
  const { folder } = consumer;
  cpSync(join(ROOT, 'examples', example), folder, { recursive: true, filter: isSource });
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { dependencies: Dependencies };
  const dependencies = Object.entries(manifest.dependencies).map(([name, range]) => [
    name,
    dependency(name, range, peers),
  ]);
  const installed = { ...Object.fromEntries(dependencies), '@dwcp/baseline': `file:${await tarball()}` };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, dependencies: installed }, undefined, 2));
  if (manager === 'npm') await consumer.run('npm', 'install', '--no-audit', '--no-fund', '--strict-peer-deps');
  else await consumer.run('npx', '--yes', 'pnpm@10.34.8', 'install', '--strict-peer-dependencies');
  return consumer;
}

/** A folder with nothing in it, outside of this repository. */
export function emptyFolder(): Consumer {
  const folder = mkdtempSync(join(tmpdir(), 'dwcp-consumer-'));
  // Found above it, a package.json or node_modules would be taken for the consumer's own.
  for (const name of ['package.json', 'node_modules']) {
    if (existsSync(join(tmpdir(), name))) throw new Error(`${tmpdir()} has a ${name}; remove it, or set TMPDIR`);
  }
  return {
    folder,
    run: (command, ...args) => run(command, args, { cwd: folder }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
