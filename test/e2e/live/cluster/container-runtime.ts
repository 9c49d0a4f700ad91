import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodePlan } from './addresses';
import type { Packages } from './packages';

/** Where every node has the plugins of its network and their configuration, as who adds one to them is told. */
export const NETWORK_PLUGINS = '/run/cni/bin';
export const NETWORK_CONFIG = '/run/cni/net.d';

/** Where every machine has its containerd asked. */
export const CONTAINERD = '/run/containerd/containerd.sock';

interface RuntimeOptions {
  readonly packages: Packages;
  /** The image that holds the namespaces of a pod. */
  readonly pause: string;
}

/** Where containerd keeps images and containers, in the folder of its machine. */
export function containerdRoot(dir: string): string {
  return join(dir, 'containerd');
}

/** Writes the configuration of containerd, and returns its path. */
export function writeContainerdConfig(dir: string, { packages, pause }: RuntimeOptions): string {
  const file = join(dir, 'containerd.toml');
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  const lines = [
    'version = 2',
    `root = "${containerdRoot(dir)}"`,
    'state = "/run/containerd"',
    `disabled_plugins = [${UNUSED.map((name) => `"io.containerd.${name}"`).join(', ')}]`,
    '[grpc]',
    `address = "${CONTAINERD}"`,
    `[${cri}]`,
    `sandbox_image = "${pause}"`,
    // Lower than its own it cannot set it without a capability of the whole machine, and every pod would fail.
    'restrict_oom_score_adj = true',
    `[${cri}.cni]`,
    `bin_dir = "${NETWORK_PLUGINS}"`,
    `conf_dir = "${NETWORK_CONFIG}"`,
    `[${cri}.containerd.runtimes.runc]`,
    'runtime_type = "io.containerd.runc.v2"',
    `[${cri}.containerd.runtimes.runc.options]`,
    `BinaryName = "${packages.root}/usr/sbin/runc"`,
    'SystemdCgroup = false',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const UNUSED = ['snapshotter.v1.btrfs', 'snapshotter.v1.zfs', 'snapshotter.v1.devmapper', 'snapshotter.v1.aufs'];

/** Copies the plugins that connect pods, so that one that is added is added to this node; returns the folder. */
export function copyPlugins(folder: string, { root }: Packages): string {
  mkdirSync(folder, { recursive: true });
  for (const name of ['bridge', 'host-local', 'loopback', 'portmap']) {
    copyFileSync(join(root, 'usr/lib/cni', name), join(folder, name));
  }
  return folder;
}

/** Shows a node its configuration and plugins where it looks for them. */
export function placesOfPlugins(network: string, plugins: string): string {
  return [
    `mkdir -p ${NETWORK_CONFIG} ${NETWORK_PLUGINS}`,
    `mount --bind ${network} ${NETWORK_CONFIG}`,
    `mount --bind ${plugins} ${NETWORK_PLUGINS}`,
  ].join('\n');
}

/** Writes how pods of a node are connected: by a bridge, with an address of the node's range. */
export function writeNetworkConfig(folder: string, { podCidr }: NodePlan): string {
  mkdirSync(folder, { recursive: true });
  const config = {
    cniVersion: '1.0.0',
    name: 'pods',
    plugins: [
      {
        type: 'bridge',
        bridge: 'cni0',
        isGateway: true,
        // A pod may be the one that its own Service leads to.
        hairpinMode: true,
        ipam: {
          type: 'host-local',
          dataDir: join(folder, 'addresses'),
          ranges: [[{ subnet: podCidr }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
  writeFileSync(join(folder, '10-pods.conflist'), JSON.stringify(config, null, 2));
  return folder;
}
