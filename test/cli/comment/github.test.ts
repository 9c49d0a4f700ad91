import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { comment } from '../../../cli/comment/comment';
import { UserError } from '../../../constructs/invalid';
import { BOT, Job, pullRequest, READS, SHA, workflowRun } from './support/workflow';

let job: Job;
beforeEach(async () => {
  job = new Job();
  await job.start();
  job.github.pulls.push(
    { number: 17, head: 'example:feature', sha: SHA },
    { number: 18, head: 'example:other', sha: SHA },
  );
});
afterEach(async () => {
  await job.stop();
  expect(job.github.problems).toEqual([]);
});

const bodies = () => job.github.comments.map(({ body }) => body);
const problemsOf = async (telling: Promise<unknown>) => {
  const error: unknown = await telling.then(
    (told) => told,
    (reason: unknown) => reason,
  );
  return UserError.isUserError(error) ? error.problems : [`no problem: ${String(error)}`];
};

describe('the comment of a pull request', () => {
  test('is a marker that nobody sees, the report, and where it comes from', async () => {
    expect(await job.tell('## live: safe\n', pullRequest(17))).toBe('created the comment on example/shop#17');
    expect(bodies()).toEqual([
      [
        '<!-- dwcp preview: preview -->',
        '## live: safe',
        '<sub>Of `1a2b3c4d5e6f`, by [this run](https://github.com/example/shop/actions/runs/42), which has [the whole report](https://github.com/example/shop/actions/runs/42#artifacts).</sub>\n',
      ].join('\n\n'),
    ]);
  });

  test('is updated, and not doubled, however many people have written since', async () => {
    await job.tell('first', pullRequest(17));
    for (let index = 0; index < 250; index++) job.github.write(17, 'reviewer', `remark ${index}`);
    const ours = job.github.comments[0]!;
    expect(await job.tell('second', pullRequest(17))).toBe('updated the comment on example/shop#17');
    expect(ours.body).toContain('second');
    expect(job.github.comments).toHaveLength(251);
  });

  test('is found behind the remarks of others', async () => {
    for (let index = 0; index < 250; index++) job.github.write(17, 'reviewer', `remark ${index}`);
    await job.tell('first', pullRequest(17));
    expect(await job.tell('second', pullRequest(17))).toBe('updated the comment on example/shop#17');
    expect(bodies().filter((body) => body.startsWith('<!-- dwcp'))).toHaveLength(1);
  });

  test('stays as it is when nothing has changed, so that nobody is told of nothing', async () => {
    await job.tell('same', pullRequest(17));
    job.github.requests.length = 0;
    expect(await job.tell('same', pullRequest(17))).toBe('nothing new for the comment on example/shop#17');
    expect(job.github.requests).toEqual(['GET /repos/example/shop/issues/17/comments?per_page=100']);
  });

  test('is one for each pull request, and for each report of one', async () => {
    await job.tell('of 17', pullRequest(17));
    await job.tell('of 18', pullRequest(18));
    await job.tell('of 17, too', pullRequest(17), { key: 'payments' });
    expect(job.github.comments.map(({ pull, body }) => [pull, body.split('\n')[2]])).toEqual([
      [17, 'of 17'],
      [18, 'of 18'],
      [17, 'of 17, too'],
    ]);
  });

  test('takes away what two runs at once have doubled', async () => {
    await job.tell('first', pullRequest(17));
    job.github.write(17, BOT, bodies()[0]!);
    await job.tell('second', pullRequest(17));
    expect(bodies()).toEqual([expect.stringContaining('second')]);
  });

  test('is never that of somebody who has copied the marker, and could edit our words', async () => {
    const copied = job.github.write(17, 'mallory', '<!-- dwcp preview: preview -->\n\nall is well');
    expect(await job.tell('blocked', pullRequest(17))).toBe('created the comment on example/shop#17');
    expect(copied.body).toContain('all is well');
  });

  test('says why there is no report, in a block of code that nothing in it ends', async () => {
    const problems = job.put('problems.txt', 'stacks/platform.ts:3: ````nonsense````\n');
    expect(await comment(join(job.folder, 'none.md'), { key: 'preview' }, job.environment(pullRequest(17)))).toBe(
      'created the comment on example/shop#17',
    );
    expect(bodies()[0]).toContain(
      '## The preview could not be made\n\n`````text\nstacks/platform.ts:3: ````nonsense````\n`````\n',
    );
    rmSync(problems);
    expect(
      await problemsOf(comment(join(job.folder, 'none.md'), { key: 'preview' }, job.environment(pullRequest(17)))),
    ).toEqual([
      `'${job.folder}/none.md' does not exist; write it with \`dwcp preview --format markdown --out ${job.folder}/none.md\``,
    ]);
  });

  test('refuses a key that would end the marker', async () => {
    expect(await problemsOf(job.tell('x', pullRequest(17), { key: 'a --> b' }))).toEqual([
      "'--key a --> b' has other characters than letters, digits, '.', '_' and '-'; choose a name without them",
    ]);
  });
});

describe('a report that is too long', () => {
  const summary = '## live: needs review\n\none thing\n\n';

  test('is cut between two paragraphs, and says so, with its beginning whole', async () => {
    const section = `<details><summary>more</summary>\n\n\`\`\`diff\n${'+ line\n\n'.repeat(2000)}\`\`\`\n\n</details>\n\n`;
    await job.tell(`${summary}${section.repeat(10)}`, pullRequest(17));
    const [body = ''] = bodies();
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toContain(summary);
    expect(body.match(/<details>/g)).toHaveLength(4);
    expect(body.match(/<\/details>/g)).toHaveLength(4);
    expect(body).toContain('**There was no room for the rest**: the whole report has it.');
  });

  test('is not cut within a block of code, which would swallow what follows', async () => {
    await job.tell(`${summary}\`\`\`diff\n</details>\n${'+ line\n\n'.repeat(10_000)}\`\`\`\n`, pullRequest(17));
    expect(bodies()[0]).toMatch(
      /^<!-- dwcp preview: preview -->\n\n## live: needs review\n\none thing\n\n\*\*There was no room for the rest\*\*/,
    );
  });

  test('has the whole room, to the last character', async () => {
    await job.tell('x', pullRequest(17));
    const frame = bodies()[0]!.length - 1;
    await job.tell('x'.repeat(65_536 - frame), pullRequest(17));
    expect(bodies()[0]).toHaveLength(65_536);
    await job.tell(`x\n\n${'x'.repeat(65_536 - frame)}`, pullRequest(17));
    expect(bodies()[0]).toMatch(/^<!-- dwcp preview: preview -->\n\nx\n\n\*\*There was no room for the rest\*\*/);
  });
});

describe('the pull request of a fork', () => {
  beforeEach(() => job.github.pulls.push({ number: 21, head: 'stranger:feature', sha: SHA }));

  test('has a token that reads: nothing is written, and nothing fails', async () => {
    expect(await job.tell('x', pullRequest(21, { from: 'stranger/shop' }), { token: READS })).toBe(
      'no comment on example/shop#21: the token of a fork may only read; the report is an artifact of the run',
    );
    expect(job.github.comments).toEqual([]);
  });

  test('gets its comment from the second workflow, with a warning, and without calling anybody', async () => {
    expect(await job.tell('## safe\n\nask @example/admins, or me@example.com', workflowRun())).toBe(
      'created the comment on example/shop#21',
    );
    expect(bodies()[0]!.split('\n\n').slice(1)).toEqual([
      '> [!WARNING]\n> This was computed by the code of a fork, which can make it say anything. Read the code before you believe it.',
      '## safe',
      'ask @\u2060example/admins, or me@example.com',
      '<sub>Of `1a2b3c4d5e6f`, by [this run](https://github.com/example/shop/actions/runs/77), which has [the whole report](https://github.com/example/shop/actions/runs/77#artifacts).</sub>\n',
    ]);
  });

  test('is found by branch and commit as GitHub says them, whatever the artifact says', async () => {
    job.put('pull-request', '17\n');
    expect(await job.tell('x', workflowRun())).toBe('created the comment on example/shop#21');
  });

  test('is told from another of the same branch by the artifact', async () => {
    job.github.pulls.push({ number: 22, head: 'stranger:feature', sha: SHA });
    job.put('pull-request', '22\n');
    expect(await job.tell('x', workflowRun())).toBe('created the comment on example/shop#22');
  });

  test('gets no comment on a commit that it no longer has, or once it is closed', async () => {
    const gone = 'no comment: the pull request has moved on, or is closed';
    expect(await job.tell('x', workflowRun({ sha: 'f'.repeat(40) }))).toBe(gone);
    expect(await job.tell('x', workflowRun({ branch: 'feature&state=closed' }))).toBe(gone);
  });

  test('refuses a link in the place of the report, which could lead to a secret', async () => {
    const secret = job.put('secret', 'ghs_secret');
    const report = join(job.folder, 'linked.md');
    symlinkSync(secret, report);
    expect(await problemsOf(comment(report, { key: 'preview' }, job.environment(workflowRun())))).toEqual([
      `'${report}' is not a file; name the Markdown of a report`,
    ]);
    rmSync(report);
    mkdirSync(report);
    expect(await problemsOf(comment(report, { key: 'preview' }, job.environment(workflowRun())))).toEqual([
      `'${report}' is not a file; name the Markdown of a report`,
    ]);
  });
});

describe('when GitHub refuses', () => {
  test.each([
    [
      { status: 403, message: 'Resource not accessible by integration' },
      'give the job `permissions: pull-requests: write`',
    ],
    [{ status: 401, message: 'Bad credentials' }, 'pass a token that is valid in GITHUB_TOKEN'],
    [{ status: 404, message: 'Not Found' }, 'give the job `permissions: pull-requests: write`'],
  ])('refuses with what to do: %j', async (refusal, remedy) => {
    job.github.refusals.push(undefined, refusal);
    expect(await problemsOf(job.tell('x', pullRequest(17)))).toEqual([
      `GitHub refused it (${refusal.status} ${refusal.message}); ${remedy}`,
    ]);
  });

  test.each([
    ['says how long to wait', { status: 429, message: 'Too many requests', headers: { 'retry-after': '1' } }],
    [
      'has a limit by the hour',
      {
        status: 403,
        message: 'API rate limit exceeded',
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
      },
    ],
    ['is down', { status: 502, message: 'Bad Gateway' }],
  ])('waits when it %s, and looks again before it writes', async (_, refusal) => {
    job.github.refusals.push(undefined, refusal);
    expect(await job.tell('x', pullRequest(17))).toBe('created the comment on example/shop#17');
    expect(job.github.requests.map((request) => request.split(' ', 1)[0])).toEqual(['GET', 'POST', 'GET', 'POST']);
  });

  test('does not double a comment that was written although the answer was lost', async () => {
    job.github.refusals.push(undefined, { status: 502, message: 'Bad Gateway', late: true });
    expect(await job.tell('x', pullRequest(17))).toBe('nothing new for the comment on example/shop#17');
    expect(bodies()).toHaveLength(1);
  });

  test('refuses to wait for longer than the job is worth', async () => {
    job.github.refusals.push({ status: 403, message: 'API rate limit exceeded', headers: { 'retry-after': '3000' } });
    expect(await problemsOf(job.tell('x', pullRequest(17)))).toEqual([
      'the comment could not be written (API rate limit exceeded); run the job again later',
    ]);
  });

  test.each([
    [
      { status: 200, message: '', value: [], headers: { link: '<http://127.0.0.2:1/next>; rel="next"' } },
      '0 it leads to http://127.0.0.2:1',
    ],
    [{ status: 307, message: 'Moved', headers: { location: 'http://127.0.0.2:1/next' } }, '307 Moved'],
  ])('refuses to carry the token to where an answer leads: %j', async (answer, said) => {
    job.github.refusals.push(answer);
    expect(await problemsOf(job.tell('x', pullRequest(17)))).toEqual([
      `GitHub refused it (${said}); look at what was sent, and report it`,
    ]);
  });
});

describe('the environment', () => {
  test('refuses without a token, and names what else is missing', async () => {
    const report = job.put('report.md', 'x');
    expect(
      await problemsOf(comment(report, { key: 'preview' }, { GITHUB_ACTIONS: 'true', GITHUB_RUN_ID: '1' })),
    ).toEqual([
      'GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_SERVER_URL: not set in the environment; pass `GITHUB_TOKEN: ${{ github.token }}` in `env`; the runner sets the others',
    ]);
    expect(await problemsOf(comment(report, { key: 'preview' }, {}))).toEqual([
      'neither GitHub Actions nor GitLab CI is here; pass `--on github` or `--on gitlab`, and set its variables',
    ]);
  });

  test('refuses an event that is about no pull request', async () => {
    expect(await problemsOf(job.tell('x', { ref: 'refs/heads/main' }))).toEqual([
      'the workflow was started by no pull request; run it `on: pull_request`, or `on: workflow_run` of one that is',
    ]);
  });
});
