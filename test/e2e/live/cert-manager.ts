import { binaryOf, versionOf } from '../servers/build';
import { ARGS, account, clusterIssuer, NAME } from '../servers/cert-manager/installed';
import type { Authority } from '../servers/certificates';
import type { Cluster } from './cluster/cluster';
import { programImage } from './cluster/image-recipes';
import type { Image } from './cluster/images';
import { singlePod } from './single-pod';
import { rolledOut } from './workloads';

/** The kinds that it reads. */
export const GROUP = 'cert-manager.io';

const LABELS = { 'app.kubernetes.io/name': 'cert-manager' };

export function certManagerImage(): Promise<Image> {
  const program = { 'bin/controller': binaryOf('cert-manager') };
  return programImage('cert-manager-controller', versionOf('cert-manager'), program, ['/bin/controller']);
}

/**
 * Installs cert-manager where its kinds are defined, with a ClusterIssuer that signs by an authority, and waits until it is
 * there.
 *
 * Its controllers only, with a main package of ours, which says in `servers/cert-manager/main.go` what it lacks.
 */
export async function installCertManager(
  cluster: Cluster,
  node: string,
  issuer: string,
  authority: Authority,
): Promise<void> {
  const { api } = cluster;
  const image = await certManagerImage();
  await cluster.provide(image, node);
  const container = { name: 'controller', image: image.reference, args: ARGS };
  const pod = singlePod({ metadata: NAME, labels: LABELS, node, container, volumes: [] });
  for (const object of [...account(), pod, ...clusterIssuer(issuer, authority)]) await api.apply(object);
  await rolledOut(api, NAME.namespace, NAME.name);
}
