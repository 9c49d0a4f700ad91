import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../consumers/support/packed';
import { run } from '../servers/command';

/** Why a commit cannot be built here; nothing when it can. */
export function historyLacks(commit: string): string | undefined {
  const { status } = spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: ROOT });
  return status === 0 ? undefined : `this clone has no commit ${commit}; git fetch --unshallow`;
}

/** Builds and packs the package as it was at a commit, and installs it in a folder beside what is installed here. */
export async function installPackageOf(commit: string, folder: string): Promise<void> {
  const sources = join(folder, 'sources');
  mkdirSync(sources, { recursive: true });
  const archive = join(folder, 'sources.tar');
  await run('git', ['archive', '--format=tar', '--output', archive, commit], { cwd: ROOT });
  await run('tar', ['-xf', archive, '-C', sources]);
  symlinkSync(join(ROOT, 'node_modules'), join(sources, 'node_modules'));
  await run('npm', ['pack', '--pack-destination', folder], { cwd: sources });
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  const installed = join(folder, 'node_modules', '@dwcp', 'baseline');
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', join(folder, tarball!), '-C', installed, '--strip-components=1']);
  linkRest(folder);
}

/** What the package needs, and what is installed here at the versions that it asked for then. */
function linkRest(folder: string): void {
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name.startsWith('.') || name === '@dwcp') continue;
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
}
