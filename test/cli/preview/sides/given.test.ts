import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../support/reference';
import { History } from './history';

const MEBIBYTE = 2 ** 20;

let history: History;
beforeAll(() => {
  history = new History();
});
afterAll(() => history.remove());

const path = (name: string) => join(history.folder, '.temporary', name);

describe('what a preview is given', () => {
  test('are environments, by their names or all of them', () => {
    expect(history.dwcp(['preview'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'preview: names no environment; name some of qa, live, or pass --all\n',
    });
    const all = history.dwcp(['preview', '--all', '--json']);
    const plans = JSON.parse(all.stdout) as {
      schema: number;
      plans: { environment: string; posture: { name: string } }[];
    };
    expect(plans.schema).toBe(1);
    expect(plans.plans.map(({ environment, posture }) => [environment, posture.name])).toEqual([
      ['qa', 'qa'],
      ['live', 'live'],
    ]);
    expect(history.dwcp(['preview', 'live', 'qa', 'live', '--json'])).toEqual(all);
  });

  test('is its own file, through a pipe as well: nothing changes', () => {
    history.dwcp(['preview', '--all', '--json', '--out', path('plans.json')]);
    const args = ['--against', path('plans.json'), '--format', 'json'];
    const { status, stdout, stderr } = history.dwcp(['preview', 'qa', 'live', ...args]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { environments } = JSON.parse(stdout) as {
      environments: { before: string; findings: unknown[]; diff: { changed: unknown[]; added: unknown[] } }[];
    };
    const nothing = { findings: [], diff: { changed: [], added: [] } };
    expect(environments).toMatchObject([
      { before: 'plans.json', ...nothing },
      { before: 'plans.json', ...nothing },
    ]);
    const piped = spawnSync(
      'bash',
      ['-c', `cat ${path('plans.json')} | "$@"`, 'bash', ...command('preview', 'qa', '--against', '-')],
      {
        cwd: history.folder,
        encoding: 'utf8',
      },
    );
    expect(piped).toMatchObject({ status: 0, stderr: '' });
    expect(piped.stdout).toContain('standard input');
  });

  test('is refused where it is larger than memory should hold, before it is read', () => {
    writeFileSync(path('huge.json'), '');
    truncateSync(path('huge.json'), 200 * MEBIBYTE);
    expect(history.dwcp(['preview', 'qa', '--against', path('huge.json')])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'huge.json: is larger than 160 MiB (200 MiB), and was not read; make it of fewer environments\n',
    });
    const script = `ulimit -v 4000000; head -c ${200 * MEBIBYTE} /dev/zero | "$@"`;
    const piped = spawnSync('bash', ['-c', script, 'bash', ...command('preview', 'qa', '--against', '-')], {
      cwd: history.folder,
      encoding: 'utf8',
    });
    expect({ status: piped.status, stderr: piped.stderr }).toEqual({
      status: 2,
      stderr: 'standard input: is larger than 160 MiB, and was not read; make it of fewer environments\n',
    });
  });

  test('leaves a file as it was where something is wrong with it', () => {
    writeFileSync(path('report.md'), 'as it was');
    const out = ['--format', 'markdown', '--out', path('report.md')];
    expect(history.dwcp(['preview', 'qa', '--against', 'nope', ...out])).toMatchObject({ status: 2, stdout: '' });
    expect(readFileSync(path('report.md'), 'utf8')).toBe('as it was');
    expect(history.dwcp(['preview', 'qa', '--against', 'HEAD', '--out', path('plans.json/report.md')])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^--out .*: cannot be written \(ENOTDIR\); name another file\n$/) as string,
    });
    expect(history.dwcp(['preview', 'qa', '--against', 'HEAD', ...out])).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(path('report.md'), 'utf8')).toContain('qa');
    expect(existsSync(path('report.md.half'))).toBe(false);
  });
});

function command(...args: readonly string[]): readonly string[] {
  return [process.execPath, join(ROOT, 'bin', 'cli', 'main.js'), ...args];
}
