import type { Identity, KubernetesApi } from '../support/kubernetes-api';

/** What people do to a cluster by hand, under the names that kubectl gives itself as the owner of fields. */
export class Kubectl {
  private readonly api: KubernetesApi;

  constructor(api: KubernetesApi) {
    this.api = api;
  }

  /** `kubectl scale --replicas`. */
  scale(workload: Identity, replicas: number): Promise<void> {
    return this.patch(workload, { spec: { replicas } }, 'kubectl', '/scale');
  }

  /** `kubectl edit`, or another program that does the same: fields that are null are deleted. */
  edit(object: Identity, fields: object, by = 'kubectl-edit'): Promise<void> {
    return this.patch(object, fields, by);
  }

  private async patch({ apiVersion, kind, metadata }: Identity, fields: object, manager: string, part = '') {
    const path = await this.api.path(apiVersion, kind, metadata.namespace, metadata.name);
    await this.api.request('PATCH', `${path}${part}?fieldManager=${manager}`, fields, 'application/merge-patch+json');
  }
}
