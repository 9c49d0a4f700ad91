import type { Conversation } from './conversation';

/** What a conversation is opened by. */
export interface HostOptions {
  /** Login that our comments have on GitHub. @default - that of a workflow's own token */
  readonly author?: string;
  /** What the report's folder calls its pull request, which a stranger may have written. @default - it calls none */
  readonly hint?: number;
}

/** Where pull requests live. */
export interface Host {
  /** What people call it. */
  readonly called: string;

  /**
   * The comments of the pull request that this job is about; nothing where nobody waits for the report any more.
   *
   * The token is in the environment and nowhere else: arguments are seen by every process of the machine, and by the log.
   *
   * @throws UserError when a variable is missing, or the job is about no pull request.
   */
  conversation(env: NodeJS.ProcessEnv, options: HostOptions): Promise<Conversation | undefined>;

  /** What to do when it answers with such a status. */
  remedy(status: number): string;
}
