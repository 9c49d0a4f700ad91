import type { Host } from '../host';
import type { Service } from '../http';
import { required } from '../required';
import { commentsOf, WORKFLOWS } from './conversation';
import { readEvent } from './event';
import { subjectOf } from './pull-request';

export const github: Host = {
  called: 'GitHub',

  async conversation(env, { author = WORKFLOWS, hint }) {
    const [token, repository, base, server, runId] = required(
      env,
      ['GITHUB_TOKEN', 'GITHUB_REPOSITORY', 'GITHUB_API_URL', 'GITHUB_SERVER_URL', 'GITHUB_RUN_ID'],
      'pass `GITHUB_TOKEN: ${{ github.token }}` in `env`; the runner sets the others',
    );
    const service: Service = {
      base,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'dwcp',
        'x-github-api-version': '2022-11-28',
      },
    };
    const run = `${server}/${repository}/actions/runs/${runId}`;
    const workflow = { repository, run, event: readEvent(env), ...(hint !== undefined && { hint }) };
    const { number, origin } = await subjectOf(workflow, service);
    return number === undefined ? undefined : commentsOf(service, { repository, number, self: author, origin });
  },

  remedy(status) {
    switch (status) {
      case 401:
        return 'pass a token that is valid in GITHUB_TOKEN';
      case 403:
      case 404:
        return 'give the job `permissions: pull-requests: write`';
      default:
        return 'look at what was sent, and report it';
    }
  },
};
