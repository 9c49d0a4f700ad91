import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { GitLab } from '../cli/comment/support/gitlab';
import { ROOT } from '../support/reference';
import { HOSTILE } from './support/pull-request';
import { type Checkout, StrangersRepository } from './support/repository';

jest.setTimeout(180_000);

const TEMPLATE = parse(readFileSync(join(ROOT, 'ci', 'gitlab', 'preview.yaml'), 'utf8')) as Readonly<
  Record<string, { readonly script: readonly string[]; readonly variables?: Readonly<Record<string, string>> }>
>;

const repository = new StrangersRepository();
const gitlab = new GitLab();
beforeAll(() => gitlab.start());
afterAll(async () => {
  repository.remove();
  await gitlab.stop();
});

/** Runs the lines of a job one after another, as a runner does, but for the install, which the repository has had. */
function job(name: string, { folder, base, head }: Checkout, variables: Readonly<Record<string, string>>) {
  const lines = TEMPLATE[name]!.script.filter((line) => !line.startsWith('npm ci'));
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: homedir(),
    CI: 'true',
    GITLAB_CI: 'true',
    CI_API_V4_URL: gitlab.address,
    CI_MERGE_REQUEST_PROJECT_ID: '9',
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '9',
    CI_MERGE_REQUEST_IID: '5',
    CI_MERGE_REQUEST_TITLE: HOSTILE,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    CI_COMMIT_SHA: head,
    CI_JOB_URL: 'https://gitlab.example.com/shop/-/jobs/42',
    DWCP_ENVIRONMENTS: '',
    DWCP_FAIL_ON: '',
    DWCP_CHANGE: '',
    ...variables,
  };
  return new Promise<{ readonly status: number; readonly log: string }>((resolve) => {
    execFile('sh', ['-e', '-c', lines.join('\n')], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), log: `${stdout}${stderr}` });
    });
  });
}

test('a merge request gets its report, its code quality, and one note', async () => {
  const checkout = repository.pullRequest('feature', {
    'platform.ts': (text) => text.replace('database.grantReadOnly(mailer);', 'database.grantReadWrite(mailer);'),
  });
  const { status } = await job('dwcp-preview', checkout, { DWCP_ENVIRONMENTS: 'qa live', DWCP_FAIL_ON: 'none' });
  expect(status).toBe(0);
  const folder = join(checkout.folder, 'dwcp-preview');
  expect(readdirSync(folder).sort()).toEqual([
    'code-quality',
    'problems.txt',
    'report.html',
    'report.json',
    'report.md',
  ]);
  expect(JSON.parse(readFileSync(join(folder, 'code-quality'), 'utf8'))).toEqual(expect.any(Array));
  const told = await job('dwcp-comment', checkout, { GITLAB_TOKEN: 'glpat-writes' });
  expect(told).toEqual({ status: 0, log: 'created the comment on !5\n' });
  expect(gitlab.notes[0]!.body).toContain(readFileSync(join(folder, 'report.md'), 'utf8').trim());
});

test('a record of the change that is not there fails the job, whatever it is called', async () => {
  const checkout = repository.pullRequest('recorded', {
    'environments.ts': (text) => text.replace('scale: 3', 'scale: 4'),
  });
  const { status, log } = await job('dwcp-preview', checkout, { DWCP_CHANGE: HOSTILE });
  expect({ status, pwned: existsSync(join(checkout.folder, 'pwned')) }).toEqual({ status: 2, pwned: false });
  expect(log).toContain('--change ');
  expect(log).toContain(': is not there; name the record of the change');
});

test('a preview that cannot be made fails the job, and the note says why', async () => {
  const checkout = repository.pullRequest('broken', { 'platform.ts': (text) => text.replace('({', '({{') });
  const { status, log } = await job('dwcp-preview', checkout, { DWCP_FAIL_ON: HOSTILE });
  expect({ status, pwned: existsSync(join(checkout.folder, 'pwned')) }).toEqual({ status: 2, pwned: false });
  expect(log).toContain('platform.ts:');
  await job('dwcp-comment', checkout, { GITLAB_TOKEN: 'glpat-writes' });
  expect(gitlab.notes.at(-1)!.body).toContain('## The preview could not be made');
});
