import { join } from 'node:path';
import { eventually } from '../support/eventually';
import type { Cluster } from './cluster/cluster';
import { CONTAINERD } from './cluster/container-runtime';

interface ContainerStatus {
  readonly containerID?: string;
  readonly ready: boolean;
  readonly restartCount: number;
}

/** Kills every process of a pod's first container at once, as when it runs out of memory, and waits until it is ready again. */
export async function crash(cluster: Cluster, namespace: string, name: string): Promise<void> {
  const { nodes, packages } = cluster;
  const { node, container } = await seen(cluster, namespace, name);
  const ctr = join(packages.root, 'usr/bin/ctr');
  const place = ['--address', CONTAINERD, '--namespace', 'k8s.io'];
  const id = container.containerID!.replace('containerd://', '');
  await nodes.get(node)!.run(ctr, [...place, 'tasks', 'kill', '--signal', 'SIGKILL', id]);
  const isBack = async () => {
    const { restartCount, ready } = (await seen(cluster, namespace, name)).container;
    return ready && restartCount > container.restartCount;
  };
  await eventually(isBack, { what: `${namespace}/${name} ready again`, timeoutMs: 120_000 });
}

async function seen({ api }: Cluster, namespace: string, name: string) {
  const pod = await api.get({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace } });
  const [container] = pod!['status'].containerStatuses as readonly [ContainerStatus];
  return { node: pod!['spec'].nodeName as string, container };
}
