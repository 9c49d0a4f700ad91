import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitHub, REPOSITORY } from '../../cli/comment/support/github';
import { ROOT } from '../../support/reference';
import { Artifacts } from './artifacts';
import { type Ran, type Runner, runAction } from './composite';
import type { Checkout } from './repository';

const BOT = 'github-actions[bot]';

/** Text of a stranger's that runs as a program wherever it is pasted into one. */
export const HOSTILE = '"; touch pwned; $(touch pwned) `touch pwned` \'; touch pwned #';

export interface PullRequest extends Checkout {
  readonly number: number;
  /** The repository that its branch is in. @default - the one that it is merged into */
  readonly from?: string;
}

/** GitHub and its runners, for the two actions: the first on the code of a pull request, the second with a token. */
export class Workflows {
  readonly github = new GitHub();
  readonly artifacts = new Artifacts();
  private readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'dwcp-runner-')));
  private runs = 100;
  private jobs = 0;

  async start(): Promise<void> {
    await this.github.start();
    this.github.tokens.set('ghs_writes', { login: BOT, may: 'write' }).set('ghs_reads', { login: BOT, may: 'read' });
  }

  async stop(): Promise<void> {
    rmSync(this.root, { recursive: true });
    this.artifacts.remove();
    await this.github.stop();
  }

  /** What the workflow does on a pull request: a preview, and a comment where the branch is the repository's own. */
  async run(pull: PullRequest, inputs: Readonly<Record<string, string>> = {}) {
    const run = `${this.runs++}`;
    const event = eventOf(pull);
    const preview = await this.act('action.yml', { run, workspace: pull.folder, event, name: 'pull_request' }, inputs);
    return { run, preview };
  }

  /** What the second job does: with the token of a fork, it may only read. */
  comment(pull: PullRequest, run: string): Promise<Ran> {
    const token = pull.from === undefined ? 'ghs_writes' : 'ghs_reads';
    return this.act(COMMENT, { run, workspace: this.root, event: eventOf(pull), name: 'pull_request', token });
  }

  /** What the second workflow does when the first has ended, of a fork. */
  commentAfter(pull: PullRequest, run: string): Promise<Ran> {
    const [login = ''] = (pull.from ?? REPOSITORY).split('/');
    const event = {
      workflow_run: {
        id: run,
        event: 'pull_request',
        head_sha: pull.head,
        head_branch: HOSTILE,
        head_repository: { full_name: pull.from, owner: { login } },
        html_url: `https://github.com/${REPOSITORY}/actions/runs/${run}`,
        pull_requests: [],
      },
    };
    const job = { run: `${this.runs++}`, workspace: this.root, event, name: 'workflow_run', token: 'ghs_writes' };
    return this.act(COMMENT, job);
  }

  private act(file: string, job: JobOfRun, inputs: Readonly<Record<string, string>> = {}): Promise<Ran> {
    return runAction(join(ROOT, file), this.runner(job), inputs);
  }

  private runner({ run, workspace, event, name, token = '' }: JobOfRun): Runner {
    const temp = join(this.root, `job-${this.jobs++}`);
    mkdirSync(temp);
    writeFileSync(join(temp, 'event.json'), JSON.stringify(event));
    return {
      workspace,
      temp,
      github: { event, event_name: name, run_id: run, token, repository: REPOSITORY },
      environment: {
        PATH: process.env['PATH'] ?? '',
        HOME: homedir(),
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_API_URL: this.github.address,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: REPOSITORY,
        GITHUB_RUN_ID: run,
        GITHUB_EVENT_NAME: name,
        GITHUB_EVENT_PATH: join(temp, 'event.json'),
        GITHUB_WORKSPACE: workspace,
      },
      uses: {
        'actions/upload-artifact': this.artifacts.upload(run),
        'actions/download-artifact': this.artifacts.download(run),
      },
    };
  }
}

const COMMENT = 'ci/github/comment/action.yml';

interface JobOfRun {
  readonly run: string;
  readonly workspace: string;
  readonly event: object;
  readonly name: string;
  readonly token?: string;
}

function eventOf({ number, base, head, from = REPOSITORY }: PullRequest): object {
  return {
    pull_request: {
      number,
      title: HOSTILE,
      body: HOSTILE,
      base: { sha: base, ref: 'main' },
      head: { sha: head, ref: HOSTILE, repo: { full_name: from } },
    },
  };
}
