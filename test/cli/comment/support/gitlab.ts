import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, StandIn } from './stand-in';

/** https://docs.gitlab.com/administration/instance_limits */
const LONGEST_NOTE = 1_000_000;

/** The user that GitLab makes for a project access token. */
const BOT = 'project_9_bot';

interface WrittenNote {
  readonly id: number;
  readonly author: string;
  readonly system: boolean;
  body: string;
}

/** The notes of one merge request, `!5` of project 9, as GitLab's API gives them: pages, scopes, and who may edit what. */
export class GitLab extends StandIn {
  /** The scope of each token; all are the project's own bot. */
  readonly tokens = new Map<string, 'api' | 'read_api'>([
    ['glpat-writes', 'api'],
    ['glpat-reads', 'read_api'],
  ]);
  readonly notes: WrittenNote[] = [];
  private ids = 1;

  get address(): string {
    return `${this.origin}/api/v4`;
  }

  write(author: string, body: string, system = false): WrittenNote {
    const note = { id: this.ids++, author, body, system };
    this.notes.push(note);
    return note;
  }

  protected async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.address);
    const { body } = JSON.parse((await bodyOf(request)) || '{}') as { readonly body?: string };
    const { status, value, headers } = this.refuse(request, body) ?? this.carryOut(request.method ?? '', url, body);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(value === undefined ? undefined : JSON.stringify(value));
  }

  private refuse({ method, headers }: IncomingMessage, body = ''): Answer | undefined {
    const scope = this.tokens.get(`${headers['private-token']}`);
    if (scope === undefined) return { status: 401, value: { message: '401 Unauthorized' } };
    if (scope === 'read_api' && method !== 'GET') return { status: 403, value: { error: 'insufficient_scope' } };
    if (body.length <= LONGEST_NOTE) return undefined;
    return { status: 400, value: { message: { note: [`is too long (maximum is ${LONGEST_NOTE} characters)`] } } };
  }

  private carryOut(method: string, url: URL, body = ''): Answer {
    if (url.pathname === '/api/v4/user') return { status: 200, value: { username: BOT } };
    const [path, id] = /^\/api\/v4\/projects\/9\/merge_requests\/5\/notes(?:\/(\d+))?$/.exec(url.pathname) ?? [];
    if (path === undefined) return { status: 404, value: { message: '404 Not found' } };
    if (id !== undefined) return this.change(method, Number(id), body);
    return method === 'GET' ? this.pageOf(url) : { status: 201, value: asNote(this.write(BOT, body)) };
  }

  private pageOf(url: URL): Answer {
    const perPage = Math.min(Number(url.searchParams.get('per_page') ?? 20), 100);
    const page = Number(url.searchParams.get('page') ?? 1);
    const value = this.notes.slice((page - 1) * perPage, page * perPage).map(asNote);
    if (page * perPage >= this.notes.length) return { status: 200, value };
    const next = new URL(url);
    next.searchParams.set('page', `${page + 1}`);
    return { status: 200, value, headers: { link: `<${next}>; rel="next"` } };
  }

  private change(method: string, id: number, body: string): Answer {
    const note = this.notes.find((each) => each.id === id);
    if (note === undefined) return { status: 404, value: { message: '404 Note Not Found' } };
    if (note.author !== BOT) return { status: 403, value: { message: '403 Forbidden' } };
    if (method === 'PUT') return { status: 200, value: asNote(Object.assign(note, { body })) };
    this.notes.splice(this.notes.indexOf(note), 1);
    return { status: 204 };
  }
}

interface Answer {
  readonly status: number;
  readonly value?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

function asNote({ id, author, system, body }: WrittenNote): object {
  return { id, body, system, author: { username: author } };
}
