import type { IncomingMessage, ServerResponse } from 'node:http';
import { described, problemsOfAnswer, problemsOfRequest } from './openapi';
import { bodyOf, StandIn } from './stand-in';

/** https://docs.github.com/rest/issues/comments */
const LONGEST_BODY = 65_536;

/** https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
const [PER_PAGE, MOST_PER_PAGE] = [30, 100];

export const REPOSITORY = 'example/shop';

/** What a token may, and whose comments it writes. */
interface Token {
  readonly login: string;
  readonly may: 'read' | 'write';
}

interface Pull {
  readonly number: number;
  /** `owner:branch` */
  readonly head: string;
  readonly sha: string;
  readonly state?: 'open' | 'closed';
}

export interface WrittenComment {
  readonly id: number;
  readonly pull: number;
  readonly author: string;
  body: string;
}

/** What GitHub says instead of what was asked for. */
interface Refusal {
  readonly status: number;
  readonly message: string;
  /** @default - the message, as GitHub wraps it */
  readonly value?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it says so after it has done what was asked for. @default - it does nothing */
  readonly late?: boolean;
}

/**
 * GitHub's API as far as the command calls it, with its limits: the length of a comment, what a token may, pages, rate limits.
 *
 * Requests and its own answers are held to GitHub's description; what is against it is a problem, and a test looks at them.
 */
export class GitHub extends StandIn {
  readonly tokens = new Map<string, Token>();
  readonly pulls: Pull[] = [];
  readonly comments: WrittenComment[] = [];
  /** What the next requests get instead of an answer; nothing for one that is answered. */
  readonly refusals: (Refusal | undefined)[] = [];
  /** `POST /repos/…`, each in its turn. */
  readonly requests: string[] = [];
  readonly problems: string[] = [];
  private ids = 1000;

  get address(): string {
    return this.origin;
  }

  /** Writes a comment as somebody does on the page. */
  write(pull: number, author: string, body: string): WrittenComment {
    const comment = { id: this.ids++, pull, author, body };
    this.comments.push(comment);
    return comment;
  }

  protected async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.address);
    const text = await bodyOf(request);
    this.requests.push(`${request.method} ${url.pathname}${url.search}`);
    const { operation, problems } = described(request.method ?? '', url);
    this.problems.push(...problems);
    const refusal = this.refusals.shift() ?? this.refuses(request);
    const done =
      refusal === undefined || refusal.late ? this.done(operation, url, text, this.tokenOf(request)!) : NOT_FOUND;
    if (refusal === undefined) {
      send(response, done.status, done.value, done.headers);
      return;
    }
    const value = { message: refusal.message, documentation_url: 'https://docs.github.com/rest' };
    send(response, refusal.status, refusal.value ?? value, refusal.headers);
  }

  private done(operation: string, url: URL, text: string, token: Token): Answer {
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (body !== undefined) this.problems.push(...problemsOfRequest(operation, body));
    const answer = this.carryOut(operation, url, body as { readonly body: string }, token);
    if (answer.status < 300 && answer.value !== undefined) {
      this.problems.push(...problemsOfAnswer(operation, answer.status, answer.value));
    }
    return answer;
  }

  private tokenOf({ headers }: IncomingMessage): Token | undefined {
    return this.tokens.get(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '');
  }

  private refuses(request: IncomingMessage): Refusal | undefined {
    const { method, headers } = request;
    if (!headers['user-agent']) {
      return {
        status: 403,
        message: 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header',
      };
    }
    const token = this.tokenOf(request);
    if (token === undefined) return { status: 401, message: 'Bad credentials' };
    if (method !== 'GET' && token.may === 'read') {
      return { status: 403, message: 'Resource not accessible by integration' };
    }
    return undefined;
  }

  private carryOut(operation: string, url: URL, body: { readonly body: string }, token: Token): Answer {
    const last = Number(url.pathname.split('/').at(-1));
    const pull = this.pulls.find(({ number }) => number === Number(url.pathname.split('/').at(-2)));
    const comment = this.comments.find(({ id }) => id === last);
    switch (operation) {
      case 'pulls/list':
        return this.pageOf(this.pulls.filter((each) => isAskedFor(each, url.searchParams)).map(asPull), url);
      case 'issues/list-comments':
        if (pull === undefined) return NOT_FOUND;
        return this.pageOf(this.comments.filter((each) => each.pull === pull.number).map(asComment), url);
      case 'issues/create-comment':
        if (pull === undefined) return NOT_FOUND;
        return (
          refusalOfBody(body.body) ?? { status: 201, value: asComment(this.write(pull.number, token.login, body.body)) }
        );
      case 'issues/update-comment':
        if (comment === undefined) return NOT_FOUND;
        return refusalOfBody(body.body) ?? { status: 200, value: asComment(Object.assign(comment, body)) };
      case 'issues/delete-comment':
        if (comment === undefined) return NOT_FOUND;
        this.comments.splice(this.comments.indexOf(comment), 1);
        return { status: 204 };
      default:
        return NOT_FOUND;
    }
  }

  private pageOf(entries: readonly object[], url: URL): Answer {
    const perPage = Math.min(Number(url.searchParams.get('per_page') ?? PER_PAGE), MOST_PER_PAGE);
    const page = Number(url.searchParams.get('page') ?? 1);
    const value = entries.slice((page - 1) * perPage, page * perPage);
    if (page * perPage >= entries.length) return { status: 200, value };
    const next = new URL(url);
    next.searchParams.set('page', `${page + 1}`);
    return { status: 200, value, headers: { link: `<${next}>; rel="next", <${next}>; rel="last"` } };
  }
}

interface Answer {
  readonly status: number;
  readonly value?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const NOT_FOUND: Answer = {
  status: 404,
  value: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' },
};

function refusalOfBody(body: string): Answer | undefined {
  const said = (message: string): Answer => ({
    status: 422,
    value: {
      message: 'Validation Failed',
      errors: [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }],
    },
  });
  if (body.trim() === '') return said('Body cannot be blank');
  return body.length > LONGEST_BODY ? said(`Body is too long (maximum is ${LONGEST_BODY} characters)`) : undefined;
}

/** Without `head`, all of them: GitHub takes no notice of one that it cannot read. */
function isAskedFor({ head, state = 'open' }: Pull, query: URLSearchParams): boolean {
  const asked = query.get('head');
  return state === (query.get('state') ?? 'open') && (asked === null || !asked.includes(':') || asked === head);
}

function asPull({ number, head, sha, state = 'open' }: Pull): object {
  const [owner, ref] = head.split(':');
  return { number, state, head: { label: head, ref, sha, repo: { full_name: `${owner}/shop` } } };
}

function asComment({ id, pull, author, body }: WrittenComment): object {
  const page = `https://github.com/${REPOSITORY}/pull/${pull}`;
  const api = `https://api.github.com/repos/${REPOSITORY}`;
  const [created_at, updated_at] = ['2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z'];
  return {
    ...{ id, node_id: `IC_${id}`, url: `${api}/issues/comments/${id}`, html_url: `${page}#issuecomment-${id}` },
    ...{ issue_url: `${api}/issues/${pull}`, body, created_at, updated_at, author_association: 'NONE' },
    user: asUser(author),
  };
}

function asUser(login: string): object {
  const api = `https://api.github.com/users/${login}`;
  const addresses = [
    ...['avatar_url', 'events_url', 'followers_url', 'following_url', 'gists_url', 'html_url', 'organizations_url'],
    ...['received_events_url', 'repos_url', 'starred_url', 'subscriptions_url', 'url'],
  ].map((key) => [key, api]);
  const type = login.endsWith('[bot]') ? 'Bot' : 'User';
  return { ...Object.fromEntries(addresses), login, id: 1, node_id: 'U_1', gravatar_id: '', site_admin: false, type };
}

function send(
  response: ServerResponse,
  status: number,
  value?: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(value === undefined ? undefined : JSON.stringify(value));
}
