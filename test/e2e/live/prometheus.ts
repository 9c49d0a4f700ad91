import type { Manifest } from '../../../constructs/plan/resource';
import { binaryOf } from '../servers/build';
import { PROMETHEUS_OPERATOR, PROMETHEUS_RELEASE } from '../servers/catalog';
import { eventually } from '../support/eventually';
import type { Cluster } from './cluster/cluster';
import { programImage } from './cluster/image-recipes';
import type { Image } from './cluster/images';
import { shipped } from './shipped';
import { rolledOut } from './workloads';

/** Where the facts say that it is, where they say nothing. */
export const MONITORING = 'monitoring';

/** The kinds that the operator reads. */
export const GROUP = 'monitoring.coreos.com';

const NAME = 'prometheus';

/** As the manifests of the operator have them. */
const OPERATOR = 'prometheus-operator';
const REGISTRY = 'quay.io/prometheus-operator';

/** What they have beside a Service, and a monitor of the operator itself. */
const MANIFESTS = ['cluster-role', 'cluster-role-binding', 'service-account', 'deployment'];

/**
 * Installs the Prometheus Operator by its own manifests where its kinds are defined, and a Prometheus that takes every monitor
 * and rule, as docs/deploy.md has it; waits until it answers.
 */
export async function installPrometheus(cluster: Cluster, node: string): Promise<void> {
  const { api } = cluster;
  const images = await prometheusImages();
  for (const each of Object.values(images)) await cluster.provide(each, node);
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: MONITORING } });
  for (const manifest of MANIFESTS) {
    const file = `example/rbac/${OPERATOR}/${OPERATOR}-${manifest}.yaml`;
    for (const object of await shipped(PROMETHEUS_OPERATOR, file)) await api.apply(placed(object, node, images));
  }
  for (const manifest of ['service-account', 'cluster-role', 'cluster-role-binding']) {
    const file = `example/rbac/${NAME}/${NAME}-${manifest}.yaml`;
    for (const object of await shipped(PROMETHEUS_OPERATOR, file)) await api.apply(placed(object, node, images));
  }
  await rolledOut(api, MONITORING, OPERATOR);
  await api.apply(prometheus(images.prometheus.reference, node));
  await prometheusIsThere(cluster);
}

/** Waits until the one pod of Prometheus is ready. */
export async function prometheusIsThere({ api }: Cluster): Promise<void> {
  const identity = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: `prometheus-${NAME}`, namespace: MONITORING },
  };
  const ready = async () => {
    const { readyReplicas, updatedReplicas } = (await api.get(identity))?.['status'] ?? {};
    return readyReplicas === 1 && updatedReplicas === 1;
  };
  await eventually(ready, { what: 'Prometheus ready', timeoutMs: 180_000, everyMs: 250 });
}

interface PrometheusImages {
  readonly operator: Image;
  readonly reloader: Image;
  readonly prometheus: Image;
}

export async function prometheusImages(): Promise<PrometheusImages> {
  return {
    // Where their own images have them: the operator starts the second one by this path.
    operator: await image(PROMETHEUS_OPERATOR.version, OPERATOR, 'operator'),
    reloader: await image(PROMETHEUS_OPERATOR.version, 'prometheus-config-reloader'),
    prometheus: await image(PROMETHEUS_RELEASE, NAME),
  };
}

function image(version: string, name: string, program = name): Promise<Image> {
  return programImage(name, version, { [`bin/${program}`]: binaryOf(name) }, [`/bin/${program}`]);
}

/** In the namespace of the facts, of images that are there, on the node that has them. */
function placed(object: Manifest, node: string, { operator, reloader }: PrometheusImages): Manifest {
  const text = JSON.stringify(object)
    .replaceAll('"namespace":"default"', `"namespace":"${MONITORING}"`)
    .replaceAll(`${REGISTRY}/${OPERATOR}:${PROMETHEUS_OPERATOR.version}`, operator.reference)
    .replaceAll(`${REGISTRY}/prometheus-config-reloader:${PROMETHEUS_OPERATOR.version}`, reloader.reference)
    .replaceAll('"kubernetes.io/os":"linux"', `"kubernetes.io/hostname":"${node}"`);
  const moved = JSON.parse(text) as Manifest;
  return moved.kind === 'ServiceAccount' ? { ...moved, metadata: { ...moved.metadata, namespace: MONITORING } } : moved;
}

function prometheus(image: string, node: string): Manifest {
  const everything = { podMonitor: {}, serviceMonitor: {}, rule: {} };
  const selectors = Object.keys(everything).flatMap((what) => [
    [`${what}Selector`, {}],
    [`${what}NamespaceSelector`, {}],
  ]);
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'Prometheus',
    metadata: { name: NAME, namespace: MONITORING },
    spec: {
      ...{ image, version: `v${PROMETHEUS_RELEASE}`, replicas: 1, serviceAccountName: NAME },
      ...Object.fromEntries(selectors),
      nodeSelector: { 'kubernetes.io/hostname': node },
      // 30 s by default, which a test would only wait for.
      scrapeInterval: '5s',
      terminationGracePeriodSeconds: 5,
    },
  };
}
