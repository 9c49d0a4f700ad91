import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../../servers/process';
import { eventually } from '../../support/eventually';
import { writeKubeconfig } from '../../support/kubeconfig';
import { KubernetesApi, type LiveObject } from '../../support/kubernetes-api';
import { accessObjects } from './access';
import { NODES } from './addresses';
import { type Administrator, routesToPods, startControlPlane } from './control-plane';
import { makeCredentials } from './credentials';
import { dnsObjects } from './dns';
import { enforcerImage, installEnforcer } from './enforcer';
import { buildImages, type Images } from './image-recipes';
import { imageStore, importImage } from './image-store';
import type { Image } from './images';
import type { Machine } from './machine';
import { startNode } from './node';
import { nodePackages, type Packages } from './packages';
import { Steps } from './steps';

/** A Kubernetes cluster that really runs: a control plane and three nodes in three zones, all in namespaces. */
export interface Cluster {
  /** What it keeps of its own, in the run's folder. */
  readonly dir: string;
  readonly api: KubernetesApi;
  readonly admin: Administrator;
  /** For `kubectl`, as an administrator, from outside. */
  readonly kubeconfig: string;
  readonly images: Images;
  readonly packages: Packages;
  readonly controlPlane: Machine;
  /** The machines of its nodes, by name. */
  readonly nodes: ReadonlyMap<string, Machine>;
  /** Puts an image on every node, or on one. */
  provide(image: Image, node?: string): Promise<void>;
  stop(): Promise<void>;
}

interface ClusterOptions {
  /** Names that its pods find outside of it, with their addresses. @default - none */
  readonly outside?: Readonly<Record<string, string>>;
  /** Images that every node has from the beginning, beside those of the cluster itself. @default - none */
  readonly provided?: readonly Image[];
}

/** Starts one, in a folder of its name in the run's folder; says what each step took. */
export async function startCluster(
  place: Place,
  log: (line: string) => void,
  { outside = {}, provided = [] }: ClusterOptions = {},
): Promise<Cluster> {
  const dir = join(place.runDir, place.name);
  mkdirSync(dir, { recursive: true });
  const steps = new Steps(log);
  const packages = await steps.take('packages', () => nodePackages(log));
  const images = await steps.take('images', () => buildImages(packages));
  const enforcer = await enforcerImage();
  const wanted = [...Object.values(images), enforcer, ...provided];
  const store = await steps.take('images unpacked', () => imageStore(place, wanted, packages, images.pause));
  const credentials = await steps.take('keys and certificates', () => makeCredentials(dir));
  const machines: Machine[] = [];
  const stop = async () => {
    for (const machine of machines.splice(0).reverse()) await machine.stop();
  };
  try {
    const controlPlane = await steps.take('control plane', () => startControlPlane(place, credentials));
    machines.push(controlPlane.machine);
    const api = new KubernetesApi(controlPlane.admin);
    for (const object of accessObjects()) await api.apply(object);
    const parts = { credentials, controlPlane: controlPlane.machine, packages, images, store };
    const nodes = await steps.take('containerd, images and agents of the nodes', () =>
      Promise.all(NODES.map((plan) => startNode(place, plan, parts))),
    );
    machines.push(...nodes);
    await controlPlane.machine.ip(...routesToPods());
    await steps.take('nodes ready', () => eventually(() => allReady(api), { what: 'nodes ready', timeoutMs: 120_000 }));
    const provide = async (image: Image, node?: string) => {
      if (store.has(image)) return;
      const machines = nodes.filter(({ name }) => node === undefined || name === node);
      await Promise.all(machines.map((machine) => importImage(machine, image, packages)));
    };
    await steps.take('policies enforced', () => installEnforcer(api, enforcer, nodes, credentials));
    await steps.take('names resolved', () => startDns(api, images, outside));
    const kubeconfig = join(dir, 'kubeconfig');
    writeKubeconfig(kubeconfig, 'live', controlPlane.admin);
    return {
      ...{ dir, api, admin: controlPlane.admin, kubeconfig, images, packages, provide, stop },
      controlPlane: controlPlane.machine,
      nodes: new Map(nodes.map((machine) => [machine.name, machine])),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function allReady(api: KubernetesApi): Promise<boolean> {
  const nodes = await api.list('v1', 'Node');
  return nodes.length === NODES.length && nodes.every(isReady);
}

/** Whether a node or a pod says that it is ready. */
export function isReady({ status }: LiveObject): boolean {
  const conditions: readonly { type: string; status: string }[] = status?.conditions ?? [];
  return conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True');
}

async function startDns(api: KubernetesApi, { coredns }: Images, outside: Readonly<Record<string, string>>) {
  for (const object of dnsObjects(coredns.reference, outside)) await api.apply(object);
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'coredns', namespace: 'kube-system' },
  };
  await eventually(async () => (await api.get(deployment))?.['status']?.readyReplicas === 2, {
    what: 'CoreDNS ready',
    timeoutMs: 120_000,
  });
}
