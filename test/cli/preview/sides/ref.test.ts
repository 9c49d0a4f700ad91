import { History } from './history';

let history: History;
beforeEach(() => {
  history = new History();
});
afterEach(() => {
  expect(history.leftovers()).toEqual([]);
  history.remove();
});

const against = (ref: string, ...args: readonly string[]) => ['preview', 'qa', '--against', ref, ...args];

interface Diff {
  readonly added: readonly { readonly id: string }[];
  readonly removed: readonly unknown[];
  readonly changed: readonly { readonly id: string; readonly fields: readonly { readonly field: string }[] }[];
}

/** The report of each environment, by its name. */
function reported(stdout: string) {
  const { environments } = JSON.parse(stdout) as {
    readonly environments: readonly { environment: string; before: string; after: string; diff: Diff }[];
  };
  return new Map(environments.map((one) => [one.environment, one]));
}

describe("in a stranger's repository with a history", () => {
  test('tells what changed since a commit, in each environment that is named, the loosest first', () => {
    history.repository.edit(
      'environments.ts',
      'orders: { instances: 3, scale: 3 }',
      'orders: { instances: 3, scale: 5 }',
    );
    history.commit();
    const { status, stdout, stderr } = history.dwcp([
      'preview',
      'live',
      'qa',
      '--against',
      'HEAD~1',
      '--format',
      'json',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const reports = reported(stdout);
    expect([...reports.keys()]).toEqual(['qa', 'live']);
    expect(reports.get('qa')).toMatchObject({ before: 'HEAD~1 (<id>)', after: 'the working tree (<id>)' });
    expect(reports.get('qa')!.diff).toMatchObject({ added: [], removed: [], changed: [] });
    expect(
      reports.get('live')!.diff.changed.map(({ id, fields }) => [id, ...fields.map(({ field }) => field)]),
    ).toEqual([
      ['apps/v1/Deployment shop/mailer', 'spec.progressDeadlineSeconds', 'spec.replicas'],
      ['apps/v1/Deployment shop/orders', 'spec.progressDeadlineSeconds', 'spec.replicas'],
    ]);
  });

  test('says that files are not committed, and compares them all the same', () => {
    history.repository.edit('Pulumi.qa.yaml', 'shop:team: ', 'shop:team: other-');
    history.repository.write({ 'notes.txt': '' });
    const { status, stdout } = history.dwcp(against('main', '--format', 'json'));
    expect(status).toBe(0);
    expect(reported(stdout).get('qa')).toMatchObject({
      before: 'main (<id>)',
      after: 'the working tree (<id> and 2 files not committed)',
    });
    expect(reported(stdout).get('qa')!.diff.changed.length).toBeGreaterThan(0);
  });

  test('says that a secret is another one, and neither of them', () => {
    history.repository.edit('platform.ts', 'labels: {', "env: { DB_PASSWORD: 'hunter2' },\n    labels: {");
    history.commit();
    history.repository.edit('platform.ts', 'hunter2', 'hunter3');
    const { stdout, stderr } = history.dwcp(against('HEAD', '--format', 'json'));
    expect(stderr).toBe('');
    const fields = reported(stdout)
      .get('qa')!
      .diff.changed.flatMap((change) => change.fields);
    expect(fields).toContainEqual(expect.objectContaining({ before: '[secret]', after: '[another secret]' }));
    expect(stdout).not.toContain('hunter');
  });

  test('is asked from a folder of it, and for a platform by its file', () => {
    history.repository.write({ 'docs/notes.md': '' });
    expect(history.dwcp(against('HEAD'), { cwd: 'docs' })).toMatchObject({ status: 0, stderr: '' });
    expect(history.dwcp(['-C', '..', '--platform', 'platform.ts', ...against('HEAD')], { cwd: 'docs' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  test('is asked from a hook of git, and runs none', () => {
    history.repository.write({ '.git/hooks/post-checkout': '#!/bin/sh\nexit 1\n' });
    const env = { GIT_DIR: '/nonexistent', GIT_INDEX_FILE: '/nonexistent' };
    expect(history.dwcp(against('HEAD'), { env })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('an environment that only one side has', () => {
  const QA = /^ {2}qa: \{[\s\S]*?^ {2}\},\n/m;

  test('is new, all of it, where the ref does not have it', () => {
    history.repository.edit('environments.ts', QA, '');
    history.commit();
    history.git('checkout', '--quiet', 'HEAD~1', '--', 'environments.ts');
    const { stdout, stderr } = history.dwcp(['preview', '--all', '--against', 'HEAD', '--format', 'json']);
    expect(stderr).toBe('');
    const { before, diff } = reported(stdout).get('qa')!;
    expect(before).toBe('HEAD (<id>), which has no qa');
    expect(diff.added.length).toBeGreaterThan(40);
    expect(reported(stdout).get('live')!.before).toBe('HEAD (<id>)');
  });

  test('is gone, all of it, where the working tree does not have it', () => {
    history.repository.edit('environments.ts', QA, '');
    for (const which of ['qa', '--all']) {
      const { stdout, stderr } = history.dwcp(['preview', which, '--against', 'HEAD', '--format', 'json']);
      expect(stderr).toBe('');
      const { after, diff } = reported(stdout).get('qa')!;
      expect(after).toBe('the working tree, which has no qa');
      expect([diff.added, diff.removed.length > 40]).toEqual([[], true]);
    }
  });

  test('is refused where neither has it', () => {
    expect(history.dwcp(['preview', 'qaa', '--against', 'HEAD'])).toEqual({
      status: 2,
      stdout: '',
      stderr: "unknown environment 'qaa'; did you mean qa? choose one of qa, live\n",
    });
  });

  test('is new where the ref has no platform yet', () => {
    history.git('checkout', '--quiet', '--orphan', 'before');
    history.git('rm', '--quiet', '--cached', '-r', '.');
    history.git('add', '.gitignore');
    history.git('commit', '--quiet', '--message', 'nothing yet');
    const { stdout, stderr } = history.dwcp(against('HEAD', '--format', 'json'));
    expect(stderr).toBe('');
    expect(reported(stdout).get('qa')!.before).toBe('HEAD (<id>), which has no qa');
  });
});
