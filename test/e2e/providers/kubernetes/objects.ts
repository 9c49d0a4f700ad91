import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../../support/kubernetes-api';
import { at } from '../changes';
import type { Json, Properties } from '../values';
import { absentIfNotFound, type Cluster } from './cluster';

const FIELD_MANAGER = 'pulumi-kubernetes';
const DELETE_TIMEOUT_SECONDS = 600;

export interface ApplySettings {
  /** Take over fields that somebody else owns. */
  readonly force: boolean;
  /** Let `create` update an object that is already there. */
  readonly upsert: boolean;
}

/** Objects of one cluster: made, changed and deleted as the official provider does. */
export class Objects {
  private readonly cluster: Cluster;
  private readonly settings: ApplySettings;

  constructor(cluster: Cluster, settings: ApplySettings) {
    this.cluster = cluster;
    this.settings = settings;
  }

  async served(manifest: Properties): Promise<boolean> {
    return (await this.tryPath(manifest)) !== undefined;
  }

  async get(manifest: Properties): Promise<Properties | undefined> {
    const path = await this.tryPath(manifest);
    return path === undefined ? undefined : absentIfNotFound(() => this.request('GET', path));
  }

  /** Waits a little for a namespace or a definition that the same `up` has just made. */
  async create(manifest: Properties): Promise<Properties> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        if (!this.settings.upsert && (await this.get(manifest)) !== undefined) throw alreadyExists(manifest);
        return await this.apply(manifest, { dryRun: false, force: this.forced(manifest) });
      } catch (error) {
        const early = error instanceof NotServed || (error instanceof ApiError && error.status === 404);
        if (!early || attempt === 5) throw error;
        await sleep(250 * 2 ** attempt);
      }
    }
  }

  /** Undefined when only `up` can tell: its namespace or definition is made by the same `up`, or it still exists. */
  async previewCreate(manifest: Properties): Promise<Properties | undefined> {
    if (!(await this.served(manifest)) || (await this.get(manifest)) !== undefined) return undefined;
    try {
      return await this.apply(manifest, { dryRun: true, force: true });
    } catch (error) {
      // 403: some roles may write but not dry-run; the official provider then does without, too.
      if (error instanceof ApiError && (error.status === 404 || error.status === 403)) return undefined;
      throw error;
    }
  }

  async update(manifest: Properties, dryRun: boolean): Promise<Properties> {
    const live = await this.get(manifest);
    if (live === undefined) throw new Error(`${describe(manifest)} is gone from the cluster; run pulumi refresh`);
    // A definition is replaced whole: merging two schemas gives one that nobody wrote.
    if (manifest['kind'] !== 'CustomResourceDefinition') {
      return this.apply(manifest, { dryRun, force: this.forced(manifest) });
    }
    const resourceVersion = at(live, 'metadata', 'resourceVersion') as string;
    const body = { ...manifest, metadata: { ...(manifest['metadata'] as object), resourceVersion } };
    return this.request('PUT', `${await this.path(manifest)}?${query({ dryRun, force: undefined })}`, body);
  }

  /** Dependents go first, and the call returns when the object is gone: what comes next may need its name. */
  async delete(manifest: Properties, timeoutSeconds: number): Promise<void> {
    const live = await this.get(manifest);
    if (live === undefined) return;
    const [path, uid] = [await this.path(manifest), at(live, 'metadata', 'uid')];
    const body = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: propagationOf(manifest) };
    await absentIfNotFound(() => this.request('DELETE', path, body));
    if (annotation(manifest, 'skipAwait') === 'true') return;
    const seconds = timeoutSeconds || Number(annotation(manifest, 'timeoutSeconds')) || DELETE_TIMEOUT_SECONDS;
    const deadline = Date.now() + seconds * 1000;
    for (let left = live; ; await sleep(200)) {
      const now = await this.get(manifest);
      if (now === undefined || at(now, 'metadata', 'uid') !== uid) return;
      left = now;
      if (Date.now() > deadline)
        throw new Error(`${describe(left)} is still there after ${seconds} s${finalizersOf(left)}`);
    }
  }

  private async apply(manifest: Properties, options: { dryRun: boolean; force: boolean }): Promise<Properties> {
    const path = `${await this.path(manifest)}?${query(options)}`;
    return this.request('PATCH', path, manifest, 'application/apply-patch+yaml');
  }

  private forced(manifest: Properties): boolean {
    return this.settings.force || annotation(manifest, 'patchForce') === 'true';
  }

  private async path(manifest: Properties): Promise<string> {
    const path = await this.tryPath(manifest);
    if (path === undefined) throw new NotServed(manifest);
    return path;
  }

  private async tryPath(manifest: Properties): Promise<string | undefined> {
    const [apiVersion, kind] = [String(manifest['apiVersion']), String(manifest['kind'])];
    const known = await this.cluster.tryKind(apiVersion, kind);
    if (known === undefined) return undefined;
    const namespace = String(at(manifest, 'metadata', 'namespace') ?? 'default');
    const name = String(at(manifest, 'metadata', 'name'));
    return this.cluster.api.path(apiVersion, kind, known.namespaced ? namespace : undefined, name);
  }

  private async request(method: Method, path: string, body?: object, contentType?: string): Promise<Properties> {
    return (await this.cluster.api.request(method, path, body, contentType)) as Properties;
  }
}

type Method = 'GET' | 'PATCH' | 'PUT' | 'DELETE';

/** The API server has no such kind. */
class NotServed extends Error {
  constructor(manifest: Properties) {
    const { apiVersion, kind } = manifest;
    super(`the API server has no kind '${kind}' in '${apiVersion}'; create its CustomResourceDefinition first`);
  }
}

function alreadyExists(manifest: Properties): Error {
  return new Error(
    `${describe(manifest)} already exists in the cluster; import it, delete it, give a renamed resource an alias, ` +
      'or set kubernetes:upsertExistingObjects',
  );
}

function query({ dryRun, force }: { dryRun: boolean; force: boolean | undefined }): URLSearchParams {
  return new URLSearchParams({
    fieldManager: FIELD_MANAGER,
    fieldValidation: 'Strict',
    ...(force === undefined ? {} : { force: String(force) }),
    ...(dryRun ? { dryRun: 'All' } : {}),
  });
}

function propagationOf(manifest: Properties): string {
  const policy = String(annotation(manifest, 'deletionPropagationPolicy')).toLowerCase();
  return policy === 'background' ? 'Background' : policy === 'orphan' ? 'Orphan' : 'Foreground';
}

function annotation(manifest: Properties, name: string): Json | undefined {
  return at(manifest, 'metadata', 'annotations', `pulumi.com/${name}`);
}

function finalizersOf(live: Properties): string {
  const finalizers = at(live, 'metadata', 'finalizers');
  return Array.isArray(finalizers) ? `; it waits for ${finalizers.join(', ')}` : '';
}

function describe(manifest: Properties): string {
  const [namespace, name] = [at(manifest, 'metadata', 'namespace'), at(manifest, 'metadata', 'name')];
  return `${manifest['kind']} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
