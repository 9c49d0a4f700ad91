import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { linkPackages } from '../../../../cli/preview/sides/ref/link';
import { installing } from '../../../../cli/preview/sides/ref/manager';
import { History } from './history';

describe('the packages of a ref', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
    history.repository.edit('platform.ts', 'import', "import { team } from 'team';\nimport");
    history.repository.edit('platform.ts', 'const { images, team', 'const { images');
    commitTeam('blue');
    rmSync(join(history.folder, 'node_modules', 'team'), { recursive: true });
    commitTeam('green');
  });
  afterEach(() => {
    expect(history.leftovers()).toEqual([]);
    history.remove();
  });

  /** What npm has made for one test, which it would make for each. */
  const packed = new Map<string, { readonly tarball: Buffer; readonly lockfile: Buffer }>();

  /** Publishes a package of which the team is taken, installs it for the working tree, and commits the lockfile. */
  function commitTeam(team: string): void {
    history.repository.write({
      'team/package.json': JSON.stringify({ name: 'team', version: '1.0.0', main: 'index.js' }),
      'team/index.js': `exports.team = '${team}';\n`,
      'package.json': JSON.stringify({
        dwcp: { platform: './platform.ts' },
        dependencies: { team: `file:./${team}.tgz` },
      }),
    });
    const [tarball, lockfile] = [`${team}.tgz`, 'package-lock.json'].map((name) => join(history.folder, name));
    const made = packed.get(team);
    rmSync(lockfile!, { force: true });
    if (made === undefined) {
      history.run('npm', ['pack', './team', '--silent']);
      history.run('mv', ['team-1.0.0.tgz', tarball!]);
      history.run('npm', ['install', '--package-lock-only', '--no-audit', '--no-fund', '--silent']);
      packed.set(team, { tarball: readFileSync(tarball!), lockfile: readFileSync(lockfile!) });
    } else {
      writeFileSync(tarball!, made.tarball);
      writeFileSync(lockfile!, made.lockfile);
    }
    history.run('cp', ['-r', 'team', 'node_modules/team']);
    rmSync(join(history.folder, 'team'), { recursive: true });
    history.commit();
  }

  /** What became of the label of the team, from HEAD~1 to the working tree. */
  function teams(env: Record<string, string> = {}) {
    const args = ['preview', 'qa', '--against', 'HEAD~1', '--format', 'json'];
    const { status, stdout, stderr } = history.dwcp(args, { env });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [{ diff }] = (JSON.parse(stdout) as { environments: [{ diff: { changed: { fields: object[] }[] } }] })
      .environments;
    return diff.changed.flatMap(({ fields }) => fields).slice(0, 1);
  }

  test('are those of its own lockfile, installed once and kept', () => {
    const change = [
      { before: 'blue', after: 'green', field: expect.any(String) as string, steps: expect.any(Array) as [] },
    ];
    expect(teams()).toEqual(change);
    // Without npm.
    mkdirSync(join(history.folder, '.home', 'bin'), { recursive: true });
    symlinkSync(history.run('which', ['git']), join(history.folder, '.home', 'bin', 'git'));
    expect(teams({ PATH: join(history.folder, '.home', 'bin') })).toEqual(change);
    expect(readdirSync(join(history.folder, 'node_modules', '.cache', 'dwcp', 'packages'))).toHaveLength(1);
  }, 60_000);

  test('are ours where the lockfile is the same', () => {
    history.commit();
    expect(teams({ npm_config_cache: '/nonexistent' })).toEqual([]);
  });

  test('that cannot be installed refuse it, with what the package manager says', () => {
    history.git('checkout', '--quiet', 'HEAD~1', '--', '.');
    history.repository.edit('package-lock.json', /"sha512-[^"]{20}/, '"sha512-AAAAAAAAAAAAAAAAAAAA');
    history.commit();
    history.git('checkout', '--quiet', 'HEAD~1', '--', '.');
    const { status, stdout, stderr } = history.dwcp(['preview', 'qa', '--against', 'HEAD']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^HEAD \(<id>\): its packages cannot be installed by package-lock\.json: npm ci [^:]*ended with 1: npm error code EINTEGRITY/,
    );
    expect(stderr).not.toContain(history.folder);
  });

  test('cannot be installed without the package manager of its lockfile', () => {
    mkdirSync(join(history.folder, '.home', 'bin'), { recursive: true });
    symlinkSync(history.run('which', ['git']), join(history.folder, '.home', 'bin', 'git'));
    const env = { PATH: join(history.folder, '.home', 'bin') };
    expect(history.dwcp(['preview', 'qa', '--against', 'HEAD~1'], { env })).toMatchObject({
      status: 2,
      stderr:
        'HEAD~1 (<id>): npm: is not installed, and the ref needs it; install it\n' +
        'HEAD~1 (<id>): cannot be compared with as it is; name another ref, or mend it\n',
    });
  });
});

test('a ref is evaluated by the command of the library that it comes with', () => {
  const history = new History('copied');
  history.repository.edit('environments.ts', 'scale: 3', 'scale: 4');
  const { status, stdout, stderr } = history.dwcp([
    'preview',
    'qa',
    'live',
    'other',
    '--against',
    'HEAD',
    '--format',
    'json',
  ]);
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: "unknown environment 'other'; choose one of qa, live\n",
  });
  const told = history.dwcp(['preview', '--all', '--against', 'HEAD', '--format', 'json']);
  expect(told).toMatchObject({ status: 0, stderr: '' });
  const { environments } = JSON.parse(told.stdout) as { environments: { diff: { changed: unknown[] } }[] };
  expect(environments.map(({ diff }) => diff.changed.length)).toEqual([0, 2]);
  expect(history.leftovers()).toEqual([]);
  history.remove();
});

describe('the packages of a tree', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'dwcp-link-')));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(...files: readonly string[]): void {
    for (const file of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), file);
    }
  }

  test('are found in another, but for its own packages in a workspace', () => {
    write('ours/node_modules/a/index.js', 'ours/node_modules/@b/c/index.js', 'ours/node_modules/.lock');
    write('ours/packages/own/index.js', 'theirs/packages/own/index.js', 'elsewhere/index.js');
    write('ours/node_modules/.store/d/node_modules/d/index.js');
    symlinkSync('../packages/own', join(root, 'ours/node_modules/own'));
    symlinkSync('../../../elsewhere', join(root, 'ours/node_modules/@b/e'));
    symlinkSync('.store/d/node_modules/d', join(root, 'ours/node_modules/d'));
    linkPackages(['.', 'packages/own'], join(root, 'ours'), join(root, 'theirs'));
    const found = (name: string) => realpathSync(join(root, 'theirs/node_modules', name)).slice(root.length + 1);
    expect(readdirSync(join(root, 'theirs/node_modules'))).toEqual(['.store', '@b', 'a', 'd', 'own']);
    expect(['a', '@b/c', '@b/e', 'd', 'own'].map(found)).toEqual([
      'ours/node_modules/a',
      'ours/node_modules/@b/c',
      'elsewhere',
      'ours/node_modules/.store/d/node_modules/d',
      'theirs/packages/own',
    ]);
  });

  test('that are committed stay', () => {
    write('ours/node_modules/a/index.js', 'theirs/node_modules/b/index.js');
    linkPackages(['.'], join(root, 'ours'), join(root, 'theirs'));
    expect(readdirSync(join(root, 'theirs/node_modules'))).toEqual(['b']);
  });
});

test.each([
  ['package-lock.json', '', 'npm ci --ignore-scripts --no-audit --no-fund'],
  ['npm-shrinkwrap.json', '', 'npm ci --ignore-scripts --no-audit --no-fund'],
  ['pnpm-lock.yaml', '', 'pnpm install --frozen-lockfile --ignore-scripts'],
  ['yarn.lock', '# yarn lockfile v1\n', 'yarn install --frozen-lockfile --ignore-scripts'],
  ['yarn.lock', '\n__metadata:\n  version: 8\n', 'yarn install --immutable --mode=skip-build'],
  ['bun.lock', '', 'bun install --frozen-lockfile --ignore-scripts'],
])('%s is installed from exactly, without the scripts of packages', (name, content, command) => {
  expect(installing({ folder: '.', name, content }).join(' ')).toBe(command);
});
