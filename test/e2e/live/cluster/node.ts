import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { binaryOf } from '../../servers/build';
import type { Place } from '../../servers/process';
import { CONTROL_PLANE_ADDRESS, type NodePlan } from './addresses';
import { CONTAINERD, containerdRoot, copyPlugins, placesOfPlugins, writeNetworkConfig } from './container-runtime';
import { BRIDGE, routesToPods } from './control-plane';
import type { ClusterCredentials } from './credentials';
import type { Images } from './image-recipes';
import { beginWith, type ImageStore, startContainerd } from './image-store';
import { writeKubeletConfig } from './kubelet';
import { Machine } from './machine';
import { environmentOf, type Packages } from './packages';
import { writeProxyConfig } from './proxy';

/** What every node of a cluster has in common. */
export interface NodeParts {
  readonly credentials: ClusterCredentials;
  readonly controlPlane: Machine;
  readonly packages: Packages;
  readonly images: Images;
  /** What it has of images from the beginning. */
  readonly store: ImageStore;
}

/** Starts a machine, connects it, and has it join the cluster. */
export async function startNode(place: Place, plan: NodePlan, parts: NodeParts): Promise<Machine> {
  const machine = await Machine.start({ ...place, name: `${place.name}/${plan.name}` });
  await parts.controlPlane.connect(machine, BRIDGE);
  await machine.ip(
    `address add ${plan.address}/24 dev eth0`,
    'link set eth0 up',
    `route add default via ${CONTROL_PLANE_ADDRESS}`,
    ...routesToPods(plan.name),
  );
  await connectPods(machine, plan, parts.packages);
  await beginWith(parts.store, containerdRoot(machine.dir));
  await startContainerd(machine, parts.packages, parts.images.pause);
  await startAgents(machine, plan, parts);
  return machine;
}

/** The network of its pods, in files that containerd reads. */
async function connectPods(machine: Machine, plan: NodePlan, packages: Packages): Promise<void> {
  const network = writeNetworkConfig(join(machine.dir, 'network'), plan);
  await machine.run('sh', ['-e'], placesOfPlugins(network, copyPlugins(join(machine.dir, 'plugins'), packages)));
}

/** As its unit of systemd does: it ends where containerd listens, and is not ready to answer yet. */
const RESTARTED = ['sh', '-c', 'until "$@"; do sleep 1; done', 'sh'];

/** The programs that a node runs beside its containers. */
async function startAgents(machine: Machine, plan: NodePlan, { credentials, packages }: NodeParts): Promise<void> {
  const env = environmentOf(packages);
  const root = join(machine.dir, 'kubelet');
  mkdirSync(root, { recursive: true });
  const kubelet = writeKubeletConfig(machine.dir, { root, socket: CONTAINERD, plan, credentials });
  const proxy = writeProxyConfig(machine.dir, plan, credentials);
  await Promise.all([
    machine.launch('kubelet', [...RESTARTED, binaryOf('kubelet'), ...kubelet], { env }),
    machine.launch('kube-proxy', [binaryOf('kube-proxy'), `--config=${proxy}`], { env }),
  ]);
}
