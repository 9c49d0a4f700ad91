import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommentOptions, comment } from '../../../../cli/comment/comment';
import { GitHub, REPOSITORY } from './github';

export const SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f80912345678';
export const BOT = 'github-actions[bot]';

/** The tokens that GitHub gives to a workflow, by what started it. */
const WRITES = 'ghs_writes';
export const READS = 'ghs_reads';

/** The event of a pull request; `from` is the repository that its branch is in. */
export function pullRequest(number: number, { from = REPOSITORY }: { readonly from?: string } = {}): object {
  return { pull_request: { number, head: { sha: SHA, repo: { full_name: from } } } };
}

/** The event of a workflow that another one's end has started, as GitHub says it of a fork: without its pull request. */
export function workflowRun({ from = 'stranger/shop', branch = 'feature', sha = SHA } = {}): object {
  const [login] = from.split('/');
  return {
    workflow_run: {
      head_sha: sha,
      head_branch: branch,
      head_repository: { full_name: from, owner: { login } },
      html_url: `https://github.com/${REPOSITORY}/actions/runs/77`,
      pull_requests: [],
    },
  };
}

/** A GitHub with one repository, and a job in it that tells a report. */
export class Job {
  readonly github = new GitHub();
  readonly folder = mkdtempSync(join(tmpdir(), 'dwcp-comment-'));

  async start(): Promise<void> {
    await this.github.start();
    this.github.tokens.set(WRITES, { login: BOT, may: 'write' }).set(READS, { login: BOT, may: 'read' });
  }

  async stop(): Promise<void> {
    rmSync(this.folder, { recursive: true });
    await this.github.stop();
  }

  /** What the runner gives to a step, with its token. */
  environment(event: object, token = WRITES): Record<string, string> {
    const path = join(this.folder, 'event.json');
    writeFileSync(path, JSON.stringify(event));
    return {
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: this.github.address,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_RUN_ID: '42',
      GITHUB_EVENT_PATH: path,
      GITHUB_TOKEN: token,
    };
  }

  /** Puts a file beside the report. */
  put(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** Tells a report, and says what became of it. */
  async tell(
    report: string,
    event: object,
    { token = WRITES, ...options }: Partial<CommentOptions> & { readonly token?: string } = {},
  ) {
    return comment(this.put('report.md', report), { key: 'preview', ...options }, this.environment(event, token));
  }
}
