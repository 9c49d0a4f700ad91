import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../support/reference';
import { type Installed, Repository } from '../../platform/repository';

/** Nobody's settings of git count in a test; its home is in the repository. */
const ENV = {
  PATH: process.env['PATH'],
  NO_COLOR: '1',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

/** The repository of a shop with a platform of its own, and with a history. */
export class History {
  readonly repository: Repository;
  /** What worktrees and their scratch folders are made in. */
  readonly temporary: string;

  constructor(installed: Installed = 'linked', fill: (repository: Repository) => void = copyOwnPlatform) {
    this.repository = new Repository({ '.gitignore': 'node_modules\n.temporary\n.home\n' }, installed);
    this.temporary = join(this.repository.folder, '.temporary');
    this.repository.write({ '.temporary/.keep': '' });
    fill(this.repository);
    this.git('init', '--quiet', '--initial-branch=main');
    this.commit();
  }

  /** The repository of the library itself, with the reference platform, built and installed as here. */
  static ofLibrary(): History {
    return new History('absent', copyLibrary);
  }

  get folder(): string {
    return this.repository.folder;
  }

  git(...args: readonly string[]): string {
    return this.run('git', args);
  }

  /** Runs a program in a folder of the repository. */
  run(program: string, args: readonly string[], cwd = '.'): string {
    const options = { cwd: join(this.folder, cwd), env: this.env, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(program, args, options);
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  }

  private get env() {
    return { ...ENV, HOME: join(this.folder, '.home'), TMPDIR: this.temporary };
  }

  /** Commits everything as it is, and says by which id. */
  commit(): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'a change');
    return this.git('rev-parse', 'HEAD').slice(0, 7);
  }

  /** Runs the built command. What it says of commits is the same in every run, as `<id>`. */
  dwcp(args: readonly string[], { cwd = '.', env = {} }: { cwd?: string; env?: Record<string, string> } = {}) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
      cwd: join(this.folder, cwd),
      encoding: 'utf8',
      env: { ...this.env, ...env },
    });
    const [out, said] = [stdout, stderr].map((text) => text.replace(/\b[0-9a-f]{7}\b/g, '<id>'));
    return { status, stdout: out!, stderr: said! };
  }

  /** Starts the built command. */
  start(args: readonly string[]) {
    return spawn(process.execPath, [MAIN, ...args], {
      cwd: this.folder,
      env: this.env,
      stdio: 'ignore',
    });
  }

  /** Whether a ref is being evaluated: it has the packages that it takes. */
  isEvaluating(): boolean {
    return readdirSync(this.temporary).some((name) => existsSync(join(this.temporary, name, 'tree', 'node_modules')));
  }

  /** What is left of worktrees: folders, and what git knows of. */
  leftovers(): readonly string[] {
    const known = join(this.folder, '.git', 'worktrees');
    const folders = readdirSync(this.temporary).filter((name) => name !== '.keep');
    return [...folders, ...(existsSync(known) ? readdirSync(known) : [])];
  }

  remove(): void {
    this.repository.remove();
  }
}

const MAIN = join(ROOT, 'bin', 'cli', 'main.js');

function copyOwnPlatform(repository: Repository): void {
  repository.copy(join(ROOT, 'examples', 'own-platform'));
}

/** Git ignores a folder `bin/`, and not a link of that name. */
function copyLibrary({ folder }: Repository): void {
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
  for (const file of stdout.split('\0').filter((name) => existsSync(join(ROOT, name)))) {
    if (file !== '') cpSync(join(ROOT, file), join(folder, file));
  }
  cpSync(join(ROOT, '.gitignore'), join(folder, '.gitignore'));
  appendFileSync(join(folder, '.gitignore'), 'bin\n.temporary\n.home\n');
  for (const link of ['bin', 'node_modules']) symlinkSync(join(ROOT, link), join(folder, link));
}
