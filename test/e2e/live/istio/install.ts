import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import type { Manifest } from '../../../../constructs/plan/resource';
import { binaryOf } from '../../servers/build';
import { run } from '../../servers/command';
import { eventually } from '../../support/eventually';
import type { KubernetesApi } from '../../support/kubernetes-api';
import type { Cluster } from '../cluster/cluster';
import { NETWORK_CONFIG, NETWORK_PLUGINS } from '../cluster/container-runtime';
import { rolledOut } from '../workloads';
import { HUB, meshImages, TAG } from './images';

export const ISTIO_NAMESPACE = 'istio-system';

/** The kinds that it reads. */
export const GROUPS = ['istio.io', 'gateway.networking.k8s.io'] as const;

/** How many pods of istiod there are: one that is drained with its node would tell nobody that a pod of that node has gone, too. */
export const ISTIODS = 2;

export interface MeshSettings {
  readonly trustDomain: string;
  /** PEM of an authority that istiod trusts where it asks for the keys of tokens. */
  readonly trusted: string;
}

/**
 * Installs Istio where its kinds are defined, by the manifests that its own program writes, set as docs/deploy.md says: istiod, and on every node the
 * plugin that leads a pod's packets through its sidecar.
 */
export async function installIstio(cluster: Cluster, settings: MeshSettings): Promise<void> {
  const { api } = cluster;
  const images = await meshImages();
  await Promise.all(Object.values(images).map((image) => cluster.provide(image)));
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: ISTIO_NAMESPACE } });
  for (const object of await manifests(cluster.dir, settings)) await api.apply(object);
  await pluginEverywhere(api);
  await rolledOut(api, ISTIO_NAMESPACE, 'istiod');
  await eventually(() => hasWebhooks(api), { what: "istiod's webhooks trusted", timeoutMs: 60_000 });
}

/** As an operator would set it, but for what Envoy has only in Istio's own build, and for asking a cloud what it is. */
function operatorOf({ trustDomain, trusted }: MeshSettings): object {
  return {
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    spec: {
      profile: 'minimal',
      hub: HUB,
      tag: TAG,
      components: { cni: { enabled: true } },
      meshConfig: {
        trustDomain,
        meshMTLS: { minProtocolVersion: 'TLSV1_3' },
        tlsDefaults: { minProtocolVersion: 'TLSV1_3' },
        defaultConfig: { proxyMetadata: { CLOUD_PLATFORM: 'none' } },
      },
      values: {
        cni: { enabled: true, cniBinDir: NETWORK_PLUGINS, cniConfDir: NETWORK_CONFIG },
        pilot: {
          replicaCount: ISTIODS,
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'DoNotSchedule',
              labelSelector: { matchLabels: { app: 'istiod' } },
            },
          ],
          env: { PILOT_ENABLE_METADATA_EXCHANGE: 'false', PILOT_ENABLE_ALPN_FILTER: 'false' },
          jwksResolverExtraRootCA: trusted,
          autoscaleEnabled: false,
          // Two cores of this machine are all that three nodes have.
          resources: { requests: { cpu: '50m', memory: '256Mi' } },
        },
        global: { proxy: { resources: { requests: { cpu: '10m', memory: '64Mi' } } } },
      },
    },
  };
}

async function manifests(dir: string, settings: MeshSettings): Promise<readonly Manifest[]> {
  const file = join(dir, 'istio.yaml');
  writeFileSync(file, stringify(operatorOf(settings)));
  const written = await run(binaryOf('istioctl'), ['manifest', 'generate', '--filename', file]);
  return (
    parseAllDocuments(written)
      .map((document) => document.toJS() as Manifest | null)
      // Definitions are those of the catalog.
      .filter((object) => object !== null && object.kind !== 'CustomResourceDefinition')
      .map((object) => withoutMetrics(object!))
  );
}

/** The provider of metrics is an extension of Istio's own Envoy. */
export function withoutMetrics(object: Manifest): Manifest {
  if (object.kind !== 'ConfigMap' || object.metadata.name !== 'istio') return object;
  const data = object['data'] as Readonly<Record<string, string>>;
  const { defaultProviders: _, ...mesh } = parse(data['mesh']!) as Readonly<Record<string, unknown>>;
  return { ...object, data: { ...data, mesh: stringify(mesh) } };
}

async function pluginEverywhere(api: KubernetesApi): Promise<void> {
  const daemons = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'istio-cni-node', namespace: ISTIO_NAMESPACE },
  };
  const everywhere = async () => {
    const { desiredNumberScheduled, numberReady } = (await api.get(daemons))!['status'];
    return desiredNumberScheduled > 0 && desiredNumberScheduled === numberReady;
  };
  await eventually(everywhere, { what: "Istio's plugin on every node", timeoutMs: 180_000 });
}

/** Whether istiod has said by which authority it is trusted. */
export async function hasWebhooks(api: KubernetesApi): Promise<boolean> {
  const kinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
  const found = await Promise.all(kinds.map((kind) => api.list('admissionregistration.k8s.io/v1', kind)));
  return found.flat().every(({ webhooks }) => webhooks.every((webhook: any) => webhook.clientConfig.caBundle));
}
