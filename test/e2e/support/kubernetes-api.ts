import { Agent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { Discovery, groupPath } from './discovery';
import { eventually } from './eventually';
import { exchange, type HttpsResponse, type Method } from './https';
import { type Credentials, readKubeconfig } from './kubeconfig';

/** Enough of an object to find it. */
export interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** An object as the server returns it. */
export interface LiveObject extends Identity {
  readonly metadata: Identity['metadata'] & {
    readonly uid: string;
    readonly resourceVersion: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly creationTimestamp: string;
    /** Of kinds with a status: the number of the last change of what is wanted. */
    readonly generation?: number;
    readonly deletionTimestamp?: string;
  };
  readonly [field: string]: any;
}

export interface ApplyOptions {
  /** @default false - the object is stored */
  readonly dryRun?: boolean;
  /** @default 'dwcp-e2e' - one owner of every field that the tests set */
  readonly fieldManager?: string;
  /** @default false - a field that another manager owns is a conflict */
  readonly force?: boolean;
}

/** A refusal, in the server's own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The HTTP status. */
  readonly status: number;
  /** The server's word for it, such as `NotFound`, `Invalid` or `Conflict`. */
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/** A client of one API server, as one user. */
export class KubernetesApi {
  private readonly credentials: Credentials;
  private readonly agent: Agent;
  private readonly onWarning: (warning: string) => void;
  private readonly discovery = new Discovery((path) => this.tryRequest('GET', path));

  /** Calls `onWarning` with each warning of the server, such as a deprecated version or a pod that is too privileged. */
  constructor(credentials: Credentials, onWarning: (warning: string) => void = () => undefined) {
    this.credentials = credentials;
    this.onWarning = onWarning;
    this.agent = new Agent({ ca: credentials.ca, keepAlive: true, maxSockets: 16 });
  }

  static fromKubeconfig(path: string, context?: string): KubernetesApi {
    return new KubernetesApi(readKubeconfig(path, context));
  }

  /** The REST path of one object, or of a collection when no name is given. */
  async path(apiVersion: string, kind: string, namespace?: string, name?: string): Promise<string> {
    const { plural, namespaced } = await this.discovery.kind(apiVersion, kind);
    if (!namespaced && namespace !== undefined)
      throw new Error(`${kind} ${name} is in no namespace, yet names '${namespace}'`);
    if (namespaced && name !== undefined && namespace === undefined)
      throw new Error(`${kind} ${name} needs a namespace`);
    const scope = namespace === undefined ? '' : `/namespaces/${namespace}`;
    return `${groupPath(apiVersion)}${scope}/${plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
  }

  async get(identity: Identity): Promise<LiveObject | undefined> {
    return (await this.tryRequest('GET', await this.pathOf(identity))) as LiveObject | undefined;
  }

  /** Every object of a kind, in one namespace or in all. */
  async list(apiVersion: string, kind: string, namespace?: string): Promise<readonly LiveObject[]> {
    const list = await this.request('GET', await this.path(apiVersion, kind, namespace));
    return (list as { items: LiveObject[] }).items;
  }

  /** Server-side apply. A field that the kind does not have is refused, never dropped. */
  async apply(object: Identity, options: ApplyOptions = {}): Promise<LiveObject> {
    const query = new URLSearchParams({
      fieldManager: options.fieldManager ?? 'dwcp-e2e',
      force: String(options.force ?? false),
      fieldValidation: 'Strict',
      ...(options.dryRun ? { dryRun: 'All' } : {}),
    });
    const path = `${await this.pathOf(object)}?${query}`;
    return (await this.request('PATCH', path, object, 'application/apply-patch+yaml')) as LiveObject;
  }

  /** Asks for deletion; finalizers may keep the object for a while. False when it was not there. */
  async delete(identity: Identity): Promise<boolean> {
    const path = await this.pathOf(identity);
    return (await this.tryRequest('DELETE', `${path}?propagationPolicy=Background`)) !== undefined;
  }

  async waitGone(identity: Identity, timeoutMs = 60_000): Promise<void> {
    const what = `${identity.kind} ${identity.metadata.name} gone`;
    await eventually(async () => (await this.get(identity)) === undefined, { what, timeoutMs });
  }

  /** Whether the server has finished starting. */
  async ready(): Promise<boolean> {
    return (await this.send('GET', '/readyz')).status === 200;
  }

  /** Any request; a refusal is an ApiError. */
  async request(method: Method, path: string, body?: unknown, contentType?: string): Promise<object> {
    const answer = await this.send(method, path, body, contentType);
    if (answer.status >= 400) throw refusal(answer);
    return JSON.parse(answer.body) as object;
  }

  /** Closes the connections that are kept for the next request. */
  close(): void {
    this.agent.destroy();
  }

  private async send(
    method: Method,
    path: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<HttpsResponse> {
    const { url, token } = this.credentials;
    const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Content-Type': contentType };
    const outgoing = { method, url: `${url}${path}`, agent: this.agent, headers };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await exchange(body === undefined ? outgoing : { ...outgoing, body: JSON.stringify(body) });
      answer.warnings.forEach(this.onWarning);
      // 429 is also how the server says that the storage of a new or changed CRD is not ready yet.
      if (answer.status !== 429 || attempt === 20) return answer;
      await sleep(answer.retryAfterSeconds * 1000);
    }
  }

  private pathOf({ apiVersion, kind, metadata }: Identity): Promise<string> {
    return this.path(apiVersion, kind, metadata.namespace, metadata.name);
  }

  private async tryRequest(method: 'GET' | 'DELETE', path: string): Promise<object | undefined> {
    try {
      return await this.request(method, path);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }
}

function refusal({ status, body }: HttpsResponse): ApiError {
  try {
    const { reason, message } = JSON.parse(body) as { reason?: string; message?: string };
    return new ApiError(status, reason ?? 'Unknown', message ?? body);
  } catch {
    // An unready server and an unauthorized request are answered in plain text.
    return new ApiError(status, 'Unknown', `HTTP ${status}: ${body.trim()}`);
  }
}
