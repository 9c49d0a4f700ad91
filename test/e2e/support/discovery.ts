/** What the API server says about one kind: the last part of its REST path, and whether it lives in namespaces. */
export interface KnownKind {
  readonly plural: string;
  readonly namespaced: boolean;
}

interface ApiResourceList {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

/**
 * Kinds by apiVersion, asked from the server once.
 *
 * A kind that is not in a remembered list is asked for again, because its CRD may have been loaded since.
 */
export class Discovery {
  private readonly lists = new Map<string, Promise<ReadonlyMap<string, KnownKind>>>();
  private readonly fetch: (path: string) => Promise<object | undefined>;

  constructor(fetch: (path: string) => Promise<object | undefined>) {
    this.fetch = fetch;
  }

  async kind(apiVersion: string, kind: string): Promise<KnownKind> {
    const remembered = (await this.lists.get(apiVersion))?.get(kind);
    if (remembered !== undefined) return remembered;
    const list = this.ask(apiVersion);
    this.lists.set(apiVersion, list);
    const known = (await list).get(kind);
    if (known === undefined) throw new Error(`the API server has no kind '${kind}' in '${apiVersion}'`);
    return known;
  }

  private async ask(apiVersion: string): Promise<ReadonlyMap<string, KnownKind>> {
    const list = (await this.fetch(groupPath(apiVersion))) as ApiResourceList | undefined;
    // Subresources such as `deployments/scale` are listed beside the kinds they belong to.
    const kinds = (list?.resources ?? []).filter(({ name }) => !name.includes('/'));
    return new Map(kinds.map(({ name, kind, namespaced }) => [kind, { plural: name, namespaced }]));
  }
}

/** The core group is the only one without a name, and the only one under `/api`. */
export function groupPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
