import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { binaryOf } from '../../servers/build';
import type { Place } from '../../servers/process';
import { CONTROL_PLANE_ADDRESS, type NodePlan, SERVICE_CIDR } from './addresses';
import { copyPlugins, placesOfPlugins, writeContainerdConfig, writeNetworkConfig } from './container-runtime';
import { BRIDGE, routesToPods } from './control-plane';
import type { ClusterCredentials } from './credentials';
import type { Images } from './image-recipes';
import type { Image } from './images';
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
}

export const CONTAINERD = '/run/containerd/containerd.sock';

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
  await startContainerd(machine, plan, parts);
  await Promise.all(Object.values(parts.images).map((image: Image) => importImage(machine, image, parts.packages)));
  await startAgents(machine, plan, parts);
  return machine;
}

async function startContainerd(machine: Machine, plan: NodePlan, { packages, images }: NodeParts): Promise<void> {
  const network = writeNetworkConfig(join(machine.dir, 'network'), plan);
  await machine.run('sh', ['-e'], placesOfPlugins(network, copyPlugins(join(machine.dir, 'plugins'), packages)));
  const config = writeContainerdConfig(machine.dir, {
    packages,
    pause: images.pause.reference,
    socket: CONTAINERD,
  });
  await machine.launch('containerd', [join(packages.root, 'usr/bin/containerd'), `--config=${config}`], {
    env: environmentOf(packages),
    ready: async () => machine.has(CONTAINERD),
  });
}

/** Puts an image on a node, under the name that pods ask for. */
export async function importImage(machine: Machine, { archive }: Image, { root }: Packages): Promise<void> {
  const place = ['--address', CONTAINERD, '--namespace', 'k8s.io'];
  await machine.run(join(root, 'usr/bin/ctr'), [...place, 'images', 'import', archive]);
}

/** The programs that a node runs beside its containers. */
async function startAgents(machine: Machine, plan: NodePlan, { credentials, packages }: NodeParts): Promise<void> {
  const env = environmentOf(packages);
  const root = join(machine.dir, 'kubelet');
  mkdirSync(root, { recursive: true });
  const kubelet = writeKubeletConfig(machine.dir, { root, socket: CONTAINERD, plan, credentials });
  const proxy = writeProxyConfig(machine.dir, plan, credentials);
  await Promise.all([
    machine.launch('kubelet', [binaryOf('kubelet'), ...kubelet], { env }),
    machine.launch('kube-proxy', [binaryOf('kube-proxy'), `--config=${proxy}`], { env }),
  ]);
}

/** Starts the enforcer of NetworkPolicies, which knows its node by what the API server has of it. */
export async function startEnforcer(machine: Machine, plan: NodePlan, parts: NodeParts): Promise<void> {
  const { credentials, packages } = parts;
  await machine.launch('kube-router', [binaryOf('kube-router'), ...enforcerArguments(plan, credentials)], {
    env: environmentOf(packages),
    ready: () => machine.run('iptables', ['-S', 'KUBE-ROUTER-FORWARD']).then(() => true),
  });
}

/** kube-router enforces NetworkPolicies, and does nothing else. */
function enforcerArguments({ name }: NodePlan, credentials: ClusterCredentials): readonly string[] {
  return [
    `--kubeconfig=${credentials.kubeconfig('enforcer')}`,
    `--hostname-override=${name}`,
    '--run-firewall=true',
    '--run-router=false',
    '--run-service-proxy=false',
    `--service-cluster-ip-range=${SERVICE_CIDR}`,
  ];
}
