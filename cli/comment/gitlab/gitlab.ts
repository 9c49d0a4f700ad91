import type { Host } from '../host';
import { call, type Service } from '../http';
import { required } from '../required';
import { notesOf } from './conversation';

export const gitlab: Host = {
  called: 'GitLab',

  async conversation(env) {
    const [token, base] = required(
      env,
      ['GITLAB_TOKEN', 'CI_API_V4_URL'],
      'add a masked variable GITLAB_TOKEN, a project access token with the scope `api`; the runner sets the other',
    );
    const [project, number, source, commit, run] = required(
      env,
      [
        'CI_MERGE_REQUEST_PROJECT_ID',
        'CI_MERGE_REQUEST_IID',
        'CI_MERGE_REQUEST_SOURCE_PROJECT_ID',
        'CI_COMMIT_SHA',
        'CI_JOB_URL',
      ],
      "run the job for merge requests: `rules: [{ if: $CI_PIPELINE_SOURCE == 'merge_request_event' }]`",
    );
    const service: Service = { base, headers: { 'private-token': token, 'user-agent': 'dwcp' } };
    const { username } = (await call(service, 'GET', '/user')) as { readonly username: string };
    const origin = { commit, run, artifacts: `${run}/artifacts/browse`, stranger: source !== project };
    return notesOf(service, { project, number, self: username, origin });
  },

  remedy(status) {
    return status === 401
      ? 'pass a token that is valid in GITLAB_TOKEN'
      : 'give the token the scope `api`, and the role Reporter in the project';
  },
};
