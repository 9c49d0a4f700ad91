import type { Probe } from '../kubernetes';
import type { Port } from '../network/port';
import { also, flag, group, list, record, text, value } from '../props/checks';
import { needed, optional, type PropCheck, type Props } from '../props/props';
import { CREDENTIALS } from './credentials';
import { RESOURCES, type Resources } from './resources';
import { Volume } from './volume';

/** What is said about a program in a container, whichever container it is. */
export interface ContainerOptions {
  /**
   * Environment variables. Never a secret: secrets are granted, and mounted as files. Nor what a grant sets.
   *
   * @default - what grants set
   */
  readonly env?: Readonly<Record<string, string>>;

  /** @default - the image's own */
  readonly command?: readonly string[];

  /** @default - the image's own, or none where there is a `command` */
  readonly args?: readonly string[];

  /**
   * Files by their path, with their content. A change replaces the pods, as a change of the image does.
   *
   * Never a secret: they are kept in a ConfigMap.
   *
   * @default - none
   */
  readonly config?: Readonly<Record<`/${string}`, string>>;

  /**
   * Folders by their path. The root filesystem cannot be written to; `/tmp` can, up to 64Mi, unless it is given here.
   *
   * @default - none but `/tmp`, and what grants mount
   */
  readonly volumes?: Readonly<Record<`/${string}`, Volume>>;
}

/** A container beside the workload's own, hardened in the same way. */
export interface ExtraContainer extends ContainerOptions {
  /** Name of the container, unique in its pod. */
  readonly name: string;

  /** By digest. */
  readonly image: string;
  /** CPU and memory of the container. */
  readonly resources: Resources;

  /**
   * Whether it gets what the workload is granted: the folders of credentials, and the variables that name them.
   *
   * @default false
   */
  readonly credentials?: boolean;
}

/** A container that runs for as long as the workload's own does, and starts before it. */
export interface SideContainer extends ExtraContainer {
  /**
   * A command in the container that has to succeed, within a minute, before the next container starts.
   *
   * Only a command: the workload's sidecar would stand between the kubelet and a port.
   *
   * @default - nothing: it counts as started at once
   */
  readonly startup?: readonly string[];
}

/** One that Prometheus or the kubelet asks something: only where there is no sidecar of the mesh, which would stand between. */
export interface ServingContainer extends SideContainer {
  /**
   * What only kubelets and Prometheus use.
   *
   * @default - it listens nowhere
   */
  readonly ports?: readonly Port[];

  /**
   * How the kubelet finds out whether it can serve, and lives.
   *
   * @default - it is not asked
   */
  readonly health?: Probe;
}

/** What an image is named by; which ones may run, the rules say. */
export const IMAGE: PropCheck = text('write an image by digest, e.g. registry.example.com/api@sha256:…', /^\S+$/);

/** The longest of a path in Linux is 4096; what may not be in a mount's, validation of the API server says. */
const PATH = /^\/[^:\s\p{Cc}]{1,1023}$/u;

/** What is wrong with a path in a container; undefined if nothing is. */
export function pathProblem(path: string): string | undefined {
  const plain =
    path === '/' ||
    path
      .slice(1)
      .split('/')
      .every((part) => part !== '' && part !== '.' && part !== '..');
  if (!PATH.test(path) || !plain) return 'which is no plain path from the root; write it as in /etc/app/app.yaml';
  return `${path}/`.startsWith(`${CREDENTIALS}/`) ? 'where credentials are mounted; choose another folder' : undefined;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/config-map-v1/ */
const MOST_CONFIG_BYTES = 1024 * 1024;

const WORDS = list(text('write text'), "write a list of words, as in ['node', 'main.js']", 1);

export const CONTAINER_OPTIONS: Props<ContainerOptions> = {
  env: optional(
    record("write an object of text, as in { LOG_LEVEL: 'info' }", text('write text'), (name) =>
      /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)
        ? undefined
        : 'a name that no shell takes; write letters, digits and `_`, a letter first',
    ),
  ),
  command: optional(WORDS),
  args: optional(list(text('write text'), "write a list of words, as in ['--verbose']")),
  config: optional(
    also(
      record(
        "write an object from paths to content, as in { '/etc/app/app.yaml': '…' }",
        text('write text'),
        pathProblem,
      ),
      (config: Record<string, string>, place) => {
        const bytes = Object.values(config).reduce((sum, content) => sum + Buffer.byteLength(content), 0);
        if (bytes <= MOST_CONFIG_BYTES) return [];
        return [`has ${bytes} bytes in \`${place}\`; keep to the ${MOST_CONFIG_BYTES} that a ConfigMap takes`];
      },
    ),
  ),
  volumes: optional(
    record(
      "write an object from paths to volumes, as in { '/var/cache': Volume.scratch('cache', '1Gi') }",
      value("write a volume, e.g. Volume.scratch('cache', '1Gi')", Volume.isVolume),
      pathProblem,
    ),
  ),
};

const EXTRA_CONTAINER: Props<ExtraContainer> = {
  ...CONTAINER_OPTIONS,
  name: needed(
    text('write lower-case letters, digits and inner hyphens, at most 50', /^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$/),
  ),
  image: needed(IMAGE),
  resources: needed(RESOURCES),
  credentials: optional(flag),
};

export const INIT_CONTAINERS: PropCheck = list(group(EXTRA_CONTAINER), 'write a list of containers');

export const SIDE_CONTAINER: Props<SideContainer> = { ...EXTRA_CONTAINER, startup: optional(WORDS) };

export const SIDE_CONTAINERS: PropCheck = list(group(SIDE_CONTAINER), 'write a list of containers');
