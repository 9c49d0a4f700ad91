import type { Conversation, Origin } from '../conversation';
import { call, list, type Service } from '../http';

/** Characters of a note: https://docs.gitlab.com/administration/instance_limits */
const ROOM = 1_000_000;

interface Note {
  readonly id: number;
  readonly body: string;
  /** Whether GitLab wrote it, about what somebody did. */
  readonly system: boolean;
  readonly author: { readonly username: string };
}

export interface MergeRequest {
  /** Id of the project that it would be merged into. */
  readonly project: string;
  readonly number: string;
  readonly self: string;
  readonly origin: Origin;
}

/** The comments of a merge request on GitLab, which calls them notes. */
export function notesOf(service: Service, { project, number, self, origin }: MergeRequest): Conversation {
  const notes = `/projects/${project}/merge_requests/${number}/notes`;
  return {
    name: `!${number}`,
    room: ROOM,
    self,
    origin,
    comments: async () =>
      (await list<Note>(service, `${notes}?sort=asc&order_by=created_at&per_page=100`))
        .filter(({ system }) => !system)
        .map(({ id, body, author }) => ({ id, body, author: author.username })),
    create: async (body) => void (await call(service, 'POST', notes, { body })),
    update: async (id, body) => void (await call(service, 'PUT', `${notes}/${id}`, { body })),
    remove: async (id) => void (await call(service, 'DELETE', `${notes}/${id}`)),
  };
}
