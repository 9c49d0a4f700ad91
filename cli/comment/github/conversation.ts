import type { Conversation, Origin } from '../conversation';
import { call, list, type Service } from '../http';

/** https://docs.github.com/rest/issues/comments; more is refused with 422. */
const ROOM = 65_536;

/** What GitHub calls the author of what a workflow's own token writes. */
export const WORKFLOWS = 'github-actions[bot]';

interface IssueComment {
  readonly id: number;
  readonly body?: string;
  readonly user: { readonly login: string } | null;
}

export interface PullRequestComments {
  /** `example/shop` */
  readonly repository: string;
  readonly number: number;
  readonly self: string;
  readonly origin: Origin;
}

/** The comments of a pull request on GitHub, to which it is an issue. */
export function commentsOf(service: Service, { repository, number, self, origin }: PullRequestComments): Conversation {
  const comments = `/repos/${repository}/issues/${number}/comments`;
  const comment = (id: number) => `/repos/${repository}/issues/comments/${id}`;
  return {
    name: `${repository}#${number}`,
    room: ROOM,
    self,
    origin,
    comments: async () =>
      (await list<IssueComment>(service, `${comments}?per_page=100`)).map(({ id, body = '', user }) => ({
        id,
        body,
        author: user?.login ?? '',
      })),
    create: async (body) => void (await call(service, 'POST', comments, { body })),
    update: async (id, body) => void (await call(service, 'PATCH', comment(id), { body })),
    remove: async (id) => void (await call(service, 'DELETE', comment(id))),
  };
}
