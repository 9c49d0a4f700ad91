import { UserError } from '../../../constructs/invalid';
import type { Origin } from '../conversation';
import { list, type Service } from '../http';
import type { Event, PullRequest, WorkflowRun } from './event';

/** The pull request that a report is about, and where the report comes from. */
export interface Subject {
  /** @default - it has moved on, or was closed: nobody waits for the report */
  readonly number?: number;
  readonly origin: Origin;
}

export interface Workflow {
  /** `example/shop` */
  readonly repository: string;
  readonly event: Event;
  /** The page of this run. */
  readonly run: string;
  /** What the artifact calls its pull request, which a stranger may have written. @default - it calls none */
  readonly hint?: number;
}

/**
 * Which pull request a workflow is about.
 *
 * @throws UserError when it is about none.
 */
export async function subjectOf(workflow: Workflow, service: Service): Promise<Subject> {
  const { event, repository, run } = workflow;
  const { pull_request: pull, workflow_run: ended } = event;
  if (pull !== undefined) {
    const stranger = pull.head.repo?.full_name !== repository;
    return { number: pull.number, origin: originOf(pull.head.sha, run, stranger) };
  }
  if (ended !== undefined) {
    const number = await numberOf(ended, workflow, service);
    const origin = originOf(ended.head_sha, ended.html_url, ended.head_repository.full_name !== repository);
    return { ...(number !== undefined && { number }), origin };
  }
  throw new UserError([
    'the workflow was started by no pull request; run it `on: pull_request`, or `on: workflow_run` of one that is',
  ]);
}

function originOf(commit: string, run: string, stranger: boolean): Origin {
  return { commit, run, artifacts: `${run}#artifacts`, stranger };
}

/**
 * GitHub does not say which pull request of a fork a run belongs to, and the artifact is the fork's to write: it could
 * name any. So it is one that is open, of the branch and at the commit that GitHub says the run was of.
 */
async function numberOf(
  { head_sha, head_branch, head_repository }: WorkflowRun,
  { repository, hint }: Workflow,
  service: Service,
): Promise<number | undefined> {
  const head = `${head_repository.owner.login}:${head_branch}`;
  const query = new URLSearchParams({ state: 'open', head, per_page: '100' });
  const pulls = await list<PullRequest>(service, `/repos/${repository}/pulls?${query}`);
  const candidates = pulls.filter((pull) => pull.head.sha === head_sha).map(({ number }) => number);
  // Of one branch into two others, only the artifact knows for which it was made.
  return candidates.find((number) => number === hint) ?? candidates[0];
}
