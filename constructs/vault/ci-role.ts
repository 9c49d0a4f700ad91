import { also, flag, group, list, text, value } from '../props/checks';
import { needed, optional, type PropCheck, type Props } from '../props/props';
import type { KeyValueSecret } from './key-value-secret';
import { MINUTES } from './login-checks';

/** The systems of CI that are known: who signs their tokens, and what the claims of a job are called. */
export const SYSTEMS = {
  /** https://docs.github.com/en/actions/reference/security/oidc */
  github: {
    issuer: 'https://token.actions.githubusercontent.com',
    repository: 'repository',
    run: 'run_id',
  },
  /** https://docs.gitlab.com/ci/secrets/id_token_authentication/ */
  gitlab: { issuer: 'https://gitlab.com', repository: 'project_path', run: 'pipeline_id' },
} as const;

/** What one kind of job is, and what it may do. A job has to have each claim that is said. */
export interface CiRoleProps {
  /** Repository that the job is of, as in `acme/shop`: never a pattern. */
  readonly repository: string;

  /**
   * Ref that the job runs for, as the system writes it: `refs/heads/main` of GitHub, `main` of GitLab. A `*` stands for
   * anything, as in `refs/tags/v*`: whoever may push such a ref is let in.
   *
   * @default - any, where `environment` is said: one of the two has to be
   */
  readonly ref?: string;

  /**
   * Environment of the system that the job runs in, as in `production`: protect it there, and its reviewers decide.
   *
   * @default - any, where `ref` is said: one of the two has to be
   */
  readonly environment?: string;

  /**
   * Whether it deploys: it then holds the policy that `dwcp deployer` writes, by the name that docs/deploy.md gives it.
   *
   * @default false - it may log in, and do what the other fields say
   */
  readonly deploys?: boolean;

  /**
   * What people keep in Vault that the job reads.
   *
   * @default - nothing
   */
  readonly reads?: readonly KeyValueSecret[];

  /**
   * Minutes that a login lives, at most 60. It is not renewed beyond.
   *
   * @default 15, or 30 of a job that deploys - of no document: a token of Pulumi's plugin lives for 20, and "Authentication" of the standards ends all within 60
   */
  readonly minutes?: number;
}

/** Pulumi's plugin would read a comma as the end of one and the begin of another. */
const LITERAL = /^[^\s,*]+$/;
const REPOSITORY = /^[^\s,*/]+(\/[^\s,*/]+)+$/;
/** Something besides the pattern. */
const REF = /^(?=.*[^*])[^\s,]+$/;

const ROLE: Props<CiRoleProps> = {
  repository: needed(text('name one repository, as in acme/shop: no pattern', REPOSITORY)),
  ref: optional(text('write a ref as the system does, with more in it than *', REF)),
  environment: optional(text('name one environment of the system: no pattern', LITERAL)),
  deploys: optional(flag),
  reads: optional(list(value('list secrets that are kept, as new KeyValueSecret(…)', isKept))),
  minutes: optional(MINUTES),
};

/** A role that any branch of a repository may log in to is one for whoever may push to it. */
export const CI_ROLE: PropCheck = also(group(ROLE), ({ ref, environment }: CiRoleProps, place) =>
  ref === undefined && environment === undefined
    ? [`has \`${place}\` for every job of its repository; say \`ref\` or \`environment\`, or both`]
    : [],
);

function isKept(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'grantRead' in given && 'mount' in given && 'rotation' in given;
}
