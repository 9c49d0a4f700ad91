import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import type { Report } from '../../cli/preview/report';
import { HOSTILE, type PullRequest, Workflows } from './support/pull-request';
import { StrangersRepository } from './support/repository';

jest.setTimeout(180_000);

const repository = new StrangersRepository();
const workflows = new Workflows();
beforeAll(() => workflows.start());
afterAll(async () => {
  repository.remove();
  await workflows.stop();
});
afterEach(() => {
  expect(workflows.github.problems).toEqual([]);
  workflows.github.comments.splice(0);
});

const files = (run: string) => workflows.artifacts.files(run, 'dwcp-preview');
const read = (run: string, name: string) =>
  readFileSync(join(workflows.artifacts.at(run, 'dwcp-preview'), name), 'utf8');

/** Opens a pull request with such changes. */
function open(number: number, edits: Parameters<StrangersRepository['pullRequest']>[1], from?: string): PullRequest {
  const pull = { number, ...repository.pullRequest(`change-${number}`, edits), ...(from && { from }) };
  workflows.github.pulls.push({
    number,
    head: `${(from ?? 'example/shop').split('/', 1)[0]}:${HOSTILE}`,
    sha: pull.head,
  });
  return pull;
}

const SAFE = { 'platform.ts': (text: string) => text.replace('receipts are rendered', 'receipts are made') };
const WIDER = {
  'platform.ts': (text: string) =>
    text
      .replace(
        'database.grantReadWrite(orders);',
        '$&\n  orders.connections.allowTo(mailer, { ports: [Port.tcp(9000, "receipts")] });',
      )
      .replace('Postgres,', 'Port, Postgres,'),
};
const SAFE_TOO = { 'platform.ts': (text: string) => text.replace('by the orders', 'by orders') };
const BROKEN = { 'platform.ts': (text: string) => text.replace('definePlatform({', 'definePlatform({{') };

describe('a pull request of a stranger, with the package in devDependencies', () => {
  test('gets a comment, the whole report as an artifact, and a green job', async () => {
    const pull = open(1, SAFE);
    const { run, preview } = await workflows.run(pull);
    expect(preview).toMatchObject({ success: true, outputs: { preview: { status: '0' } } });
    expect(files(run)).toEqual([
      'problems.txt',
      'pull-request',
      'report.html',
      'report.json',
      'report.md',
      'report.sarif',
    ]);
    const report = JSON.parse(read(run, 'report.json')) as Report;
    expect(report.environments.map(({ environment }) => environment)).toEqual(['qa', 'live']);
    expect(preview.summary).toBe(read(run, 'report.md'));
    expect(files(run).filter((name) => read(run, name).includes(tmpdir()))).toEqual([]);
    expect((await workflows.comment(pull, run)).log).toBe('created the comment on example/shop#1\n');
    expect(workflows.github.comments[0]!.body).toContain(read(run, 'report.md').trim());
  });

  test('is updated in the same comment, and a second pull request has its own', async () => {
    const [one, two] = [open(2, SAFE), open(3, WIDER)];
    const runs = [await workflows.run(one), await workflows.run(two)];
    await workflows.comment(one, runs[0]!.run);
    await workflows.comment(two, runs[1]!.run);
    const again = await workflows.run({ ...two, number: 2 });
    expect((await workflows.comment(one, again.run)).log).toBe('updated the comment on example/shop#2\n');
    expect(workflows.github.comments.map(({ pull }) => pull)).toEqual([2, 3]);
  });

  test('fails where a gate stops it, after it has told so', async () => {
    const pull = open(4, WIDER);
    const { run, preview } = await workflows.run(pull, { 'fail-on': 'wider-reachability', environments: 'live' });
    expect(preview).toMatchObject({ success: false, outputs: { preview: { status: '1' } } });
    expect(preview.log).toContain('::error title=dwcp preview::A gate stops this change.');
    expect(preview.log).toMatch(/^::error file=platform\.ts,line=\d+,title=connection::live: /m);
    const { results = [] } = (JSON.parse(read(run, 'report.sarif')) as Log).runs[0]!;
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toContainEqual(['connection', 'error']);
    expect((await workflows.comment(pull, run)).success).toBe(true);
    expect(workflows.github.comments[0]!.body).toContain('blocked');
  });

  test('is compared with the base as it is now, not with what others have merged since', async () => {
    const pull = open(5, SAFE);
    repository.change({ 'environments.ts': (text) => text.replace('scale: 3', 'scale: 4') });
    const later = { ...open(6, SAFE_TOO), base: pull.base };
    const { run } = await workflows.run(later);
    expect(read(run, 'report.json')).not.toContain('replicas');
  });

  test('runs nothing of what its title, its branch or its author are called', async () => {
    const pull = open(7, SAFE);
    const { run } = await workflows.run(pull, { environments: HOSTILE, 'fail-on': HOSTILE, change: HOSTILE });
    await workflows.comment(pull, run);
    expect(existsSync(join(pull.folder, 'pwned'))).toBe(false);
  });

  test('whose platform does not compile says so, in the place of the report', async () => {
    const pull = open(8, BROKEN);
    const { run, preview } = await workflows.run(pull);
    expect(preview).toMatchObject({ success: false, outputs: { preview: { status: '2' } } });
    expect(files(run)).toEqual(['problems.txt', 'pull-request']);
    expect(read(run, 'problems.txt')).not.toContain(tmpdir());
    await workflows.comment(pull, run);
    expect(workflows.github.comments[0]!.body).toContain('## The preview could not be made\n\n```text\nplatform.ts:');
  });

  test('whose run ended before the preview has no report to tell, and nothing fails', async () => {
    const { success, log } = await workflows.comment(open(9, SAFE), '99');
    expect({ success, log }).toEqual({ success: true, log: expect.stringContaining('The run has no report') });
  });
});

describe('a pull request from a fork', () => {
  test('leaves an artifact, and gets its comment by the second workflow', async () => {
    const pull = open(10, SAFE, 'stranger/shop');
    const { run, preview } = await workflows.run(pull);
    expect(preview.success).toBe(true);
    const { success, log } = await workflows.comment(pull, run);
    expect({ success, log }).toEqual({
      success: true,
      log: 'no comment on example/shop#10: the token of a fork may only read; the report is an artifact of the run\n',
    });
    expect(files(run)).toContain('report.md');
    expect((await workflows.commentAfter(pull, run)).log).toBe('created the comment on example/shop#10\n');
    expect(workflows.github.comments[0]!.body).toContain('This was computed by the code of a fork');
  });
});
