import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comment } from '../../../cli/comment/comment';
import { UserError } from '../../../constructs/invalid';
import { GitLab } from './support/gitlab';

const gitlab = new GitLab();
const folder = mkdtempSync(join(tmpdir(), 'dwcp-comment-'));
beforeAll(() => gitlab.start());
afterEach(() => gitlab.notes.splice(0));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await gitlab.stop();
});

/** Tells a report as the job of a merge request does. */
function tell(report: string, environment: Readonly<Record<string, string>> = {}) {
  const file = join(folder, 'report.md');
  writeFileSync(file, report);
  return comment(
    file,
    { key: 'preview' },
    {
      GITLAB_CI: 'true',
      GITLAB_TOKEN: 'glpat-writes',
      CI_API_V4_URL: gitlab.address,
      CI_MERGE_REQUEST_PROJECT_ID: '9',
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '9',
      CI_MERGE_REQUEST_IID: '5',
      CI_COMMIT_SHA: '1a2b3c4d5e6f708192a3b4c5d6e7f80912345678',
      CI_JOB_URL: 'https://gitlab.example.com/shop/-/jobs/42',
      ...environment,
    },
  );
}

const problemsOf = async (telling: Promise<unknown>) => {
  const error: unknown = await telling.catch((reason: unknown) => reason);
  return UserError.isUserError(error) ? error.problems : [`no problem: ${String(error)}`];
};

test('a merge request has one note, which is updated, however many others are there', async () => {
  for (let index = 0; index < 150; index++) gitlab.write('reviewer', `remark ${index}`);
  expect(await tell('first')).toBe('created the comment on !5');
  expect(await tell('second')).toBe('updated the comment on !5');
  expect(gitlab.notes).toHaveLength(151);
  expect(gitlab.notes.at(-1)!.body).toBe(
    '<!-- dwcp preview: preview -->\n\nsecond\n\n<sub>Of `1a2b3c4d5e6f`, by [this run](https://gitlab.example.com/shop/-/jobs/42), which has [the whole report](https://gitlab.example.com/shop/-/jobs/42/artifacts/browse).</sub>\n',
  );
});

test('a note is ours by its author, and never one that GitLab wrote about it', async () => {
  gitlab.write('mallory', '<!-- dwcp preview: preview -->\n\nall is well');
  gitlab.write('project_9_bot', '<!-- dwcp preview: preview -->\n\nwas quoted', true);
  expect(await tell('first')).toBe('created the comment on !5');
  expect(gitlab.notes.map(({ author }) => author)).toEqual(['mallory', 'project_9_bot', 'project_9_bot']);
});

test('a report of a million characters is cut to what a note may have', async () => {
  await tell(`summary\n\n${'a line\n\n'.repeat(200_000)}`);
  expect(gitlab.notes[0]!.body.length).toBeLessThanOrEqual(1_000_000);
  expect(gitlab.notes[0]!.body).toContain('**There was no room for the rest**: the whole report has it.');
});

test('refuses a token that may only read, with what to give it', async () => {
  expect(await problemsOf(tell('x', { GITLAB_TOKEN: 'glpat-reads' }))).toEqual([
    'GitLab refused it (403 insufficient_scope); give the token the scope `api`, and the role Reporter in the project',
  ]);
});

test('refuses a job that is for no merge request', async () => {
  expect(await problemsOf(tell('x', { CI_MERGE_REQUEST_IID: '' }))).toEqual([
    "CI_MERGE_REQUEST_IID: not set in the environment; run the job for merge requests: `rules: [{ if: $CI_PIPELINE_SOURCE == 'merge_request_event' }]`",
  ]);
});
