import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../support/reference';

/** A branch of a pull request, and what GitHub checks out for it. */
export interface Checkout {
  readonly folder: string;
  readonly base: string;
  readonly head: string;
}

/** A stranger's repository, which has the package in its devDependencies, with the history that GitHub has of it. */
export class StrangersRepository {
  private readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'dwcp-stranger-')));
  private readonly origin = join(this.root, 'origin');
  private checkouts = 0;

  constructor() {
    mkdirSync(this.origin);
    for (const name of FILES)
      cpSync(join(ROOT, 'examples', 'own-platform', name), join(this.origin, name), { recursive: true });
    writeFileSync(join(this.origin, '.gitignore'), 'node_modules\n');
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    this.commit('Declare the shop');
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  /** Changes files on the main branch. */
  change(edits: Readonly<Record<string, (text: string) => string>>): void {
    for (const [name, edit] of Object.entries(edits)) {
      const path = join(this.origin, name);
      const before = readFileSync(path, 'utf8');
      const after = edit(before);
      if (after === before) throw new Error(`${name} is as it was`);
      writeFileSync(path, after);
    }
    this.commit(`Change ${Object.keys(edits).join(', ')}`);
  }

  /** A pull request with such changes, checked out as actions/checkout does it with `fetch-depth: 2`, and installed. */
  pullRequest(branch: string, edits: Readonly<Record<string, (text: string) => string>>): Checkout {
    const base = this.git('rev-parse', 'main');
    this.git('switch', '--quiet', '--create', branch);
    this.change(edits);
    const head = this.git('rev-parse', branch);
    this.git('switch', '--quiet', '--detach', 'main');
    this.git('merge', '--quiet', '--no-ff', '-m', `Merge ${head} into ${base}`, branch);
    this.git('update-ref', `refs/pull/${branch}/merge`, 'HEAD');
    this.git('switch', '--quiet', 'main');
    return { folder: this.checkout(`refs/pull/${branch}/merge`), base, head };
  }

  private checkout(ref: string): string {
    const folder = join(this.root, `checkout-${this.checkouts++}`);
    mkdirSync(folder);
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
    git('init', '--quiet');
    git('remote', 'add', 'origin', `file://${this.origin}`);
    git('fetch', '--quiet', '--no-tags', '--depth=2', 'origin', ref);
    git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
    const modules = join(folder, 'node_modules');
    for (const inside of ['@dwcp', '.bin']) mkdirSync(join(modules, inside), { recursive: true });
    symlinkSync(ROOT, join(modules, '@dwcp', 'baseline'));
    symlinkSync('../@dwcp/baseline/bin/cli/main.js', join(modules, '.bin', 'dwcp'));
    for (const peer of ['cdk8s', 'constructs']) symlinkSync(join(ROOT, 'node_modules', peer), join(modules, peer));
    return folder;
  }

  private commit(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
  }

  private git(...args: readonly string[]): string {
    const author = ['-c', 'user.name=Stranger', '-c', 'user.email=stranger@example.com'];
    return execFileSync('git', [...author, ...args], { cwd: this.origin, encoding: 'utf8' }).trim();
  }
}

const FILES = [
  ...['package.json', 'platform.ts', 'environments.ts', 'facts.ts', 'exemptions.ts', 'rules', 'tsconfig.json'],
  ...['Pulumi.qa.yaml', 'Pulumi.live.yaml'],
];
