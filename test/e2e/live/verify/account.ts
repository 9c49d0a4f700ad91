import type { Manifest } from '../../../../constructs';
import { readKubeconfig, writeKubeconfig } from '../../support/kubeconfig';
import { type ApiError, KubernetesApi } from '../../support/kubernetes-api';
import type { Cluster } from '../cluster/cluster';

/** Who runs the command, as the guide calls it. */
const NAME = { namespace: 'ci', name: 'verify' };

/** Somebody who may do what is given, and nothing else. */
export async function accountOf({ api, kubeconfig: own }: Cluster, given: readonly Manifest[]) {
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAME.namespace } });
  await api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: NAME });
  for (const object of given) await api.apply(object);
  const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const path = `/api/v1/namespaces/${NAME.namespace}/serviceaccounts/${NAME.name}/token`;
  const { status } = (await api.request('POST', path, asked)) as { status: { token: string } };
  const kubeconfig = `${own}-${NAME.name}`;
  const credentials = { ...readKubeconfig(own), token: status.token };
  writeKubeconfig(kubeconfig, 'live', credentials);
  return { kubeconfig, account: new KubernetesApi(credentials) };
}

/** Tries to add a container to a pod of `front`, without doing so; returns why it is refused. */
export async function addContainer(api: KubernetesApi, container: object): Promise<string> {
  const [pod] = (await api.list('v1', 'Pod', 'shop')).filter(({ metadata }) => metadata.name.startsWith('front-'));
  const path = `/api/v1/namespaces/shop/pods/${pod!.metadata.name}/ephemeralcontainers?dryRun=All`;
  const spec = { ...pod!['spec'], ephemeralContainers: [...(pod!['spec'].ephemeralContainers ?? []), container] };
  return api.request('PUT', path, { ...pod, spec }).then(
    () => 'added',
    (error: ApiError) => error.message,
  );
}
