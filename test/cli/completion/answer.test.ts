import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../support/reference';
import { dwcp } from '../connections/support';

/** What the built command says could stand in place of the last word: what else may, and each word. */
function answer(...words: readonly string[]): { readonly also: string; readonly words: readonly string[] } {
  const { status, stdout, stderr } = dwcp(['complete', '--', ...words], { cwd });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [also = '', ...lines] = stdout.trimEnd().split('\n');
  return { also, words: lines.map((line) => line.split('\t')[0]!) };
}

const wordsFor = (...words: readonly string[]) => answer(...words).words;

const FORMATS = ['text', 'markdown', 'json', 'html', 'sarif', 'github', 'gitlab'];

let cwd = ROOT;
afterEach(() => {
  cwd = ROOT;
});

describe('what could stand at the cursor', () => {
  test('is a subcommand first, with what it does', () => {
    expect(wordsFor('')).toEqual(expect.arrayContaining(['preview', 'check', 'connections', 'explain', 'help']));
    expect(wordsFor('')).not.toContain('complete');
    expect(dwcp(['complete', '--', 'syn']).stdout).toBe(
      'words\nsynth\twrite the resources as YAML, one file per namespace and group of kinds\n',
    );
  });

  test('is an environment, wherever one may be named', () => {
    const environments = ['dev', 'production', 'staging'];
    expect(answer('preview', '')).toEqual({ also: 'words', words: environments });
    expect(wordsFor('preview', 'dev', 'st')).toEqual(['staging']);
    expect(answer('check', '')).toEqual({ also: 'files', words: environments });
    expect(wordsFor('connections', '')).toEqual(['diff', ...environments]);
    expect(wordsFor('connections', 'diff', 'dev', '')).toEqual(environments);
    expect(wordsFor('-C', 'test/cli/platform/shop', 'preview', '')).toEqual(['live', 'qa']);
    expect(wordsFor('--platform=cli/platform/shop/stacks/platform.ts', '-C', 'test', 'synth', '')).toEqual([
      'live',
      'qa',
    ]);
  });

  test('is an option of the command or of the program, and then its value', () => {
    expect(wordsFor('preview', 'dev', '--')).toEqual(
      expect.arrayContaining(['--against', '--format', '--fail-on', '--directory', '--help']),
    );
    expect(wordsFor('synth', 'dev', '--f')).toEqual([]);
    expect(wordsFor('preview', '--format', '')).toEqual(FORMATS);
    expect(wordsFor('preview', '--format=m')).toEqual(['--format=markdown']);
    // As Bash splits it.
    expect(wordsFor('preview', '--format', '=', 'm')).toEqual(['markdown']);
    expect(wordsFor('preview', '--format', '=')).toEqual(FORMATS);
    expect(answer('synth', 'dev', '--out', '')).toEqual({ also: 'folders', words: [] });
    expect(answer('preview', '--json', '--out=')).toEqual({ also: 'files', words: [] });
    expect(wordsFor('connections', 'dev', '--protocol', 'U')).toEqual(['UDP']);
  });

  test('is the last of words by commas, and none twice', () => {
    expect(wordsFor('preview', '--fail-on', 'identity,wider-reachability,i')).toEqual([]);
    expect(wordsFor('preview', '--fail-on=identity,data')).toEqual(['--fail-on=identity,data-loss']);
  });

  test('is a branch or a tag to compare with, the latest first', () => {
    cwd = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
    const git = (date: string, ...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
        cwd,
        env: { PATH: process.env['PATH'], GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date },
      });
    git('2026-01-01T00:00:00Z', 'init', '-q', '-b', 'main');
    git('2026-01-01T00:00:00Z', 'commit', '-q', '--allow-empty', '-m', 'Begin');
    git('2026-01-01T00:00:00Z', 'tag', 'v1');
    git('2026-02-01T00:00:00Z', 'checkout', '-q', '-b', 'redis');
    git('2026-02-01T00:00:00Z', 'commit', '-q', '--allow-empty', '-m', 'Add a cache');
    expect(answer('preview', 'dev', '--against', '')).toEqual({ also: 'files', words: ['redis', 'main', 'v1'] });
    rmSync(cwd, { recursive: true });
  });

  test('is a rule or its topic, with what it demands', () => {
    expect(dwcp(['complete', '--', 'explain', 'run-as-non']).stdout).toBe(
      'words\nrun-as-non-root\tContainers run as a user other than root.\n',
    );
    expect(wordsFor('rules', '--topic', 'net')).toEqual(['network']);
  });

  test('is nothing where nothing can be told: after --, past the last argument, where there is no platform', () => {
    expect(wordsFor('preview', '--', '-')).toEqual([]);
    expect(wordsFor('explain', 'run-as-non-root', '')).toEqual([]);
    expect(wordsFor('preview', 'dev', '--json=')).toEqual([]);
    cwd = tmpdir();
    expect(answer('preview', '')).toEqual({ also: 'words', words: [] });
  });
});

test('refuses a shell that nobody has told', () => {
  const { status, stderr } = dwcp(['completion', 'powershell']);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      "error: command-argument value 'powershell' is invalid for argument 'shell'. Choose one of bash, zsh, fish.\n(dwcp --help shows what can be done)\n",
  });
});
