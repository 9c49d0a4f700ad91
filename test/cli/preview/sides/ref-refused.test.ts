import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../support/reference';
import { History } from './history';

const PLATFORM = readFileSync(join(ROOT, 'examples', 'own-platform', 'platform.ts'), 'utf8').split('\n');
const TEAM = "'shop.example.com/team': team";

/** Where the platform says something. */
function lineOf(text: string): number {
  return PLATFORM.findIndex((line) => line.includes(text)) + 1;
}

let history: History;
beforeEach(() => {
  history = new History();
});
afterEach(() => {
  expect(history.leftovers()).toEqual([]);
  history.remove();
});

/** What is said of a ref, which is refused. */
function refused(ref: string, run = (args: readonly string[]) => history.dwcp(args)): readonly string[] {
  const { status, stdout, stderr } = run(['preview', 'qa', 'live', '--against', ref]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).not.toContain(history.folder);
  return stderr.trimEnd().split('\n');
}

describe('refuses a ref that is not there', () => {
  test('with the one that was meant', () => {
    expect(refused('mian')).toEqual(['--against mian: is no ref, and no file; did you mean main?']);
  });

  test('with what could be named instead', () => {
    const remedy = 'name a branch, a tag, a commit, or the file of a plan';
    expect(refused('HEAD~9')).toEqual([`--against HEAD~9: is no ref, and no file; ${remedy}`]);
    expect(refused('--upload-pack=touch')).toEqual([
      `--against --upload-pack=touch: is no ref, and no file; ${remedy}`,
    ]);
  });

  test('as a file, where it can only be one', () => {
    expect(refused('./main')).toEqual(['./main: is not there; mend the path']);
  });

  test('where no repository is', () => {
    history.git('worktree', 'list');
    rmSync(join(history.folder, '.git'), { recursive: true });
    expect(refused('main')).toEqual([
      '--against main: is no file, and here is no git repository; name a file, or go to the repository',
    ]);
  });
});

describe('a shallow clone', () => {
  const clone = (args: readonly string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'dwcp-shallow-'));
    history.git('clone', '--quiet', '--depth=1', `file://${history.folder}`, folder);
    history.git('-C', folder, 'remote', 'set-branches', 'origin', 'other');
    try {
      return history.dwcp(['-C', folder, '--platform', join(history.folder, 'platform.ts'), ...args]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test.each([
    ['HEAD~2', 'run git fetch --deepen=2'],
    ['HEAD^', 'run git fetch --unshallow'],
    [
      '0123456789012345678901234567890123456789',
      'run git fetch --depth=1 origin 0123456789012345678901234567890123456789',
    ],
    [
      'origin/release',
      'run git fetch --depth=1 origin release:refs/remotes/origin/release, and pass --against origin/release',
    ],
    [
      'release',
      'run git fetch --depth=1 origin release:refs/remotes/origin/release, and pass --against origin/release',
    ],
  ])('is told how to get %s', (ref, remedy) => {
    history.commit();
    history.commit();
    expect(refused(ref, clone)).toEqual([`--against ${ref}: is not in this clone, which is shallow; ${remedy}`]);
  });

  test('is told that the remote has the branch', () => {
    history.git('update-ref', 'refs/remotes/origin/release', 'HEAD');
    expect(refused('release')).toEqual(['--against release: is no ref, and no file; did you mean origin/release?']);
  });
});

describe('refuses a ref whose platform', () => {
  const LAST = 'HEAD (<id>): cannot be compared with as it is; name another ref, or mend it';

  /** What is said when the platform was changed like this, and only there. */
  function withPlatform(from: string | RegExp, to: string, file = 'platform.ts'): readonly string[] {
    history.repository.edit(file, from, to);
    history.commit();
    history.git('checkout', '--quiet', 'HEAD~1', '--', '.');
    return refused('HEAD');
  }

  test('does not compile', () => {
    expect(withPlatform('export default', 'export default default')).toEqual([
      expect.stringMatching(/^HEAD \(<id>\): platform\.ts:\d+:\d+: does not compile: .*; mend it there$/),
      LAST,
    ]);
  });

  test('throws, once for each environment', () => {
    expect(withPlatform('const { images', "throw new Error('not yet');\n  const { images")).toEqual([
      `HEAD (<id>): platform.ts:${lineOf('const { images')}: throws while it declares qa: Error: not yet; mend it there`,
      `HEAD (<id>): platform.ts:${lineOf('const { images')}: throws while it declares live: Error: not yet; mend it there`,
      LAST,
    ]);
  });

  test('lacks a fact', () => {
    expect(withPlatform(/shop:team: .*/, '', 'Pulumi.qa.yaml')).toEqual([
      expect.stringMatching(/^HEAD \(<id>\): Pulumi\.qa\.yaml: shop:team: is missing/),
      LAST,
    ]);
  });

  test('imports what is not installed', () => {
    expect(withPlatform('import', "import 'left-pad';\nimport")).toEqual([
      "HEAD (<id>): platform.ts: imports 'left-pad', which is not installed; add it to package.json and install it",
      LAST,
    ]);
  });

  test('ends the process', () => {
    expect(withPlatform('export default', 'process.exit(0);\nexport default')).toEqual([
      'HEAD (<id>): ends the process that evaluates it; let it load',
      LAST,
    ]);
  });

  test('fails in a way that nobody foresaw', () => {
    const code = "process.stderr.write('  at work\\nError: no luck\\n');\nprocess.exit(7);\nexport default";
    expect(withPlatform('export default', code)).toEqual([
      'HEAD (<id>): cannot be evaluated: the command ended with 7: Error: no luck',
      LAST,
    ]);
  });

  test('is named where it is not', () => {
    expect(withPlatform('./platform.ts', './gone.ts', 'package.json')).toEqual([
      'HEAD (<id>): package.json: dwcp.platform: ./gone.ts does not exist; mend the path, or write the file',
      LAST,
    ]);
  });

  test.each([
    ['the clock', 'new Date().toISOString()', 'new Date()'],
    ['the clock as a number', '`${Date.now()}`', 'Date.now()'],
    ['chance', '`r${Math.random()}`', 'Math.random()'],
    ['chance of crypto', "require('node:crypto').randomUUID()", 'crypto.randomUUID()'],
  ])('reads %s', (_, code, name) => {
    const field = '["shop.example.com/team"]';
    const says = (environment: string) =>
      `HEAD (<id>): platform.ts:${lineOf(TEAM)} reads ${name}, and what it declares of ${environment} follows from it: ` +
      `apps/v1/Deployment shop/orders (metadata.labels${field}, spec.template.metadata.labels${field}); take it from the facts`;
    const to = `'shop.example.com/team': String(${code}).replace(/:/g, '.')`;
    expect(withPlatform(TEAM, to)).toEqual([says('qa'), says('live'), LAST]);
  });
});

describe('the working tree', () => {
  const FIELD = '["shop.example.com/team"]';

  test.each(['HEAD', 'plan.json'])('is refused where it reads the clock, compared with %s', (what) => {
    history.dwcp(['preview', 'qa', '--json', '--out', 'plan.json']);
    history.repository.edit('platform.ts', "/team': team", "/team': `at-${Date.now()}`");
    expect(history.dwcp(['preview', 'qa', '--against', what])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        `the working tree: platform.ts:${lineOf(TEAM)} reads Date.now(), and what it declares of qa follows from it: ` +
        `apps/v1/Deployment shop/orders (metadata.labels${FIELD}, spec.template.metadata.labels${FIELD}); take it from the facts\n`,
    });
  });

  test('may read the clock for what it does not declare, and so may a ref', () => {
    history.repository.edit('platform.ts', 'const { images', 'const began = Date.now();\n  const { images');
    history.commit();
    expect(history.dwcp(['preview', 'qa', '--against', 'HEAD'])).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('a preview that is interrupted', () => {
  /** Starts a preview of a ref that takes its time, and is there once the ref is being evaluated. */
  async function started() {
    history.repository.edit(
      'platform.ts',
      'export default',
      'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4000);\nexport default',
    );
    history.commit();
    history.git('checkout', '--quiet', 'HEAD~1', '--', '.');
    const child = history.start(['preview', 'qa', '--against', 'HEAD']);
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, signal) => resolve(signal)));
    while (!history.isEvaluating()) await new Promise((resolve) => setTimeout(resolve, 50));
    return { child, ended };
  }

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s leaves nothing behind',
    async (signal) => {
      const { child, ended } = await started();
      child.kill(signal);
      expect(await ended).toBe(signal);
    },
    60_000,
  );

  test('by SIGKILL leaves what the next one removes, and not what another is at', async () => {
    const { child, ended } = await started();
    const other = history.start(['preview', 'qa', '--against', 'HEAD']);
    const done = new Promise((resolve) => other.on('close', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(history.leftovers()).not.toEqual([]);
    expect(history.dwcp(['preview', 'qa', '--against', 'HEAD~1'])).toMatchObject({ status: 0, stderr: '' });
    expect(await done).toBe(0);
  }, 60_000);
});
