import type { Mutant } from './notice';

const GITHUB = ['test/cli/comment/github.test.ts'];

/** Of who may write what into the comment of a pull request. */
export const COMMENT_MUTANTS: readonly Mutant[] = [
  {
    name: 'a comment of somebody else is filled with our words, which they may edit',
    file: 'cli/comment/marker.ts',
    from: 'author === self && ',
    to: '',
    noticedBy: GITHUB,
  },
  {
    name: 'a fork is told the pull request that its artifact names',
    file: 'cli/comment/github/pull-request.ts',
    from: 'candidates.find((number) => number === hint)',
    to: 'hint',
    noticedBy: GITHUB,
  },
  {
    name: 'a report is told of a commit that the pull request no longer has',
    file: 'cli/comment/github/pull-request.ts',
    from: 'pull.head.sha === head_sha',
    to: 'pull.head.sha !== ""',
    noticedBy: GITHUB,
  },
  {
    name: 'the token goes where an answer leads',
    file: 'cli/comment/http.ts',
    from: 'new URL(url).origin !== new URL(base).origin',
    to: 'new URL(url).origin === ""',
    noticedBy: GITHUB,
  },
  {
    name: 'a link in the place of a report is followed',
    file: 'cli/comment/report-file.ts',
    from: 'if (!found.isFile())',
    to: 'if (found.isDirectory())',
    noticedBy: GITHUB,
  },
];
