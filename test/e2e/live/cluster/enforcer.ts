import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Manifest } from '../../../../constructs/plan/resource';
import { binaryOf } from '../../servers/build';
import { SERVERS } from '../../servers/catalog';
import { run } from '../../servers/command';
import { eventually } from '../../support/eventually';
import type { KubernetesApi } from '../../support/kubernetes-api';
import { shipped } from '../shipped';
import { SERVICE_CIDR } from './addresses';
import type { ClusterCredentials } from './credentials';
import { place, placeLinked, REGISTRY } from './image-recipes';
import { buildImage, type Image, type Layer } from './images';
import type { Machine } from './machine';

/** kube-router, as its own manifest has it where it enforces NetworkPolicies and does nothing else. */
const SOURCE = SERVERS.find(({ name }) => name === 'kube-router')!;
const MANIFEST = 'daemonset/kube-router-firewall-daemonset.yaml';

/** Where that manifest finds by whom it asks the API server. */
const KUBECONFIG = '/var/lib/kube-router/kubeconfig';

/** What of the manifest is for pods that have no network yet, or loads into the kernel what this one has. */
const UNUSED = ['cni-conf-dir', 'kube-router-cfg', 'lib-modules'];

/** Its image: the program, and by what it tells the kernel. */
export async function enforcerImage(): Promise<Image> {
  const { name, version } = SOURCE;
  return buildImage({
    name: `${REGISTRY}/${name}`,
    tag: version.slice(1),
    layers: [
      await packetFilter(),
      await linked('ipset'),
      { key: `${name} ${version}`, fill: (into) => place(binaryOf(name), join(into, 'usr/bin', name)) },
    ],
    entrypoint: [`/usr/bin/${name}`],
    path: '/usr/sbin:/usr/bin',
  });
}

/** Starts it on every node, and waits until each lets through what it decides, and nothing else. */
export async function installEnforcer(
  api: KubernetesApi,
  image: Image,
  nodes: readonly Machine[],
  credentials: ClusterCredentials,
): Promise<void> {
  const kubeconfig = readFileSync(credentials.kubeconfig('enforcer'), 'utf8');
  const put = ['-ec', `umask 077; mkdir -p ${dirname(KUBECONFIG)}; cat > ${KUBECONFIG}`];
  await Promise.all(nodes.map((node) => node.run('sh', put, kubeconfig)));
  for (const object of await shipped(SOURCE, MANIFEST)) {
    if (object.kind === 'DaemonSet') await api.apply(daemons(object, image.reference));
  }
  const enforces = (node: Machine) =>
    node.run('iptables', ['-S', 'KUBE-ROUTER-FORWARD']).then(
      () => true,
      () => false,
    );
  const everywhere = async () => (await Promise.all(nodes.map(enforces))).every(Boolean);
  await eventually(everywhere, { what: 'NetworkPolicies enforced on every node', timeoutMs: 60_000 });
}

function daemons(manifest: Manifest, image: string): Manifest {
  const daemonSet = structuredClone(manifest) as any;
  const { spec } = daemonSet.spec.template;
  const [container] = spec.containers;
  const isUsed = ({ name }: { readonly name: string }) => !UNUSED.includes(name);
  Object.assign(container, {
    image,
    imagePullPolicy: 'IfNotPresent',
    args: [...container.args, `--service-cluster-ip-range=${SERVICE_CIDR}`],
    volumeMounts: container.volumeMounts.filter(isUsed),
  });
  Object.assign(spec, { initContainers: [], volumes: spec.volumes.filter(isUsed) });
  return daemonSet;
}

/** `iptables` under all of its names, with the extensions that it opens by name. */
async function packetFilter(): Promise<Layer> {
  const program = await pathOf('iptables');
  return {
    key: `iptables ${(await run('iptables', ['--version'])).trim()} with extensions`,
    fill: async (into) => {
      await placeLinked(program, join('usr/sbin', basename(program)), into);
      for (const family of ['iptables', 'ip6tables']) {
        for (const suffix of ['', '-save', '-restore']) {
          symlinkSync(basename(program), join(into, 'usr/sbin', `${family}${suffix}`));
        }
      }
      const extensions = await extensionsOf(program);
      mkdirSync(join(into, dirname(extensions)), { recursive: true });
      cpSync(extensions, join(into, extensions), { recursive: true });
    },
  };
}

/** The folder of `libxt_*.so`, beside the library that opens them. */
async function extensionsOf(program: string): Promise<string> {
  const [, library = ''] = /(\/\S+)\/libxtables\.so/.exec(await run('ldd', [program])) ?? [];
  return join(library.replace(/^\/lib\//, '/usr/lib/'), 'xtables');
}

async function linked(name: string): Promise<Layer> {
  const program = await pathOf(name);
  const key = `${name} ${(await run(program, ['--version'])).trim()}`;
  return { key, fill: (into) => placeLinked(program, `usr/sbin/${name}`, into) };
}

async function pathOf(name: string): Promise<string> {
  return (await run('sh', ['-c', `readlink -f "$(command -v ${name})"`])).trim();
}
