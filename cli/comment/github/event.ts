import { readFileSync } from 'node:fs';
import { UserError } from '../../../constructs/invalid';

interface Repository {
  readonly full_name: string;
  readonly owner: { readonly login: string };
}

/** A pull request as both events and the API tell it: https://docs.github.com/webhooks/webhook-events-and-payloads */
export interface PullRequest {
  readonly number: number;
  /** `repo` is null when the fork has been deleted. */
  readonly head: { readonly sha: string; readonly repo: Pick<Repository, 'full_name'> | null };
}

/** Another workflow that has ended. */
export interface WorkflowRun {
  readonly head_sha: string;
  readonly head_branch: string;
  readonly head_repository: Repository;
  readonly html_url: string;
}

/** The part that we read of what started a workflow. Names and titles in it are whatever strangers wrote. */
export interface Event {
  readonly pull_request?: PullRequest;
  readonly workflow_run?: WorkflowRun;
}

/** What started the workflow, which the runner keeps in a file: nothing of it went through a shell. */
export function readEvent(env: NodeJS.ProcessEnv): Event {
  const file = env['GITHUB_EVENT_PATH'];
  if (file === undefined) {
    throw new UserError(['GITHUB_EVENT_PATH: is not set; run `dwcp comment` in a workflow of GitHub Actions']);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Event;
}
