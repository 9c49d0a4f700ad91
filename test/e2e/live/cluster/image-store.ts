import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../../servers/build';
import { run } from '../../servers/command';
import type { Place } from '../../servers/process';
import { CONTAINERD, containerdRoot, writeContainerdConfig } from './container-runtime';
import type { Image } from './images';
import { Machine } from './machine';
import { environmentOf, type Packages } from './packages';

/** A folder of containerd with images that are unpacked: made once of the same images, and what every node begins with. */
export interface ImageStore {
  readonly folder: string;
  has(image: Image): boolean;
}

const IMAGES = join(CACHE, 'images');

/** How long a store is kept that no cluster begins with. */
const UNUSED_MS = 2 * 24 * 3_600_000;

/** What containerd itself writes to; all else is written once, and only read from then on. */
const WRITTEN = ['io.containerd.metadata.v1.bolt/meta.db', 'io.containerd.snapshotter.v1.overlayfs/metadata.db'];

export async function imageStore(
  place: Place,
  images: readonly Image[],
  packages: Packages,
  pause: Image,
): Promise<ImageStore> {
  const references = [...new Set(images.map(({ reference }) => reference))].sort();
  const key = createHash('sha256')
    .update([packages.versions['containerd'], ...references].join('\n'))
    .digest('hex');
  const folder = join(IMAGES, `store-${key.slice(0, 16)}`);
  if (!existsSync(folder)) await make(folder, place, images, packages, pause);
  const now = new Date();
  utimesSync(folder, now, now);
  return { folder, has: ({ reference }) => references.includes(reference) };
}

/**
 * Has the folder of a node begin as the store: by links to the same files, where both are on one disk.
 *
 * A layer is only read, and a container writes into a layer of its own.
 */
export async function beginWith({ folder }: ImageStore, root: string): Promise<void> {
  await run('cp', ['-aT', '--link', folder, root]).catch(() => run('cp', ['-aT', folder, root]));
  for (const file of WRITTEN) await run('cp', ['-a', '--remove-destination', join(folder, file), join(root, file)]);
}

async function make(
  folder: string,
  place: Place,
  images: readonly Image[],
  packages: Packages,
  pause: Image,
): Promise<void> {
  const machine = await Machine.start({ ...place, name: `${place.name}/image-store` });
  const part = `${folder}.${process.pid}.part`;
  try {
    const containerd = await startContainerd(machine, packages, pause);
    for (const image of images) await importImage(machine, image, packages);
    await containerd.stop();
    mkdirSync(IMAGES, { recursive: true });
    // Not renamed at once: the run's folder may be on another disk.
    await run('mv', [containerdRoot(machine.dir), part]);
    await run('mv', ['--no-target-directory', '--no-clobber', part, folder]);
    forgetOld();
  } finally {
    await machine.stop();
    rmSync(part, { recursive: true, force: true });
  }
}

/** A store takes gigabytes, and each change of an image makes another. Nodes that began with one keep their links. */
function forgetOld(): void {
  for (const name of readdirSync(IMAGES).filter((each) => each.startsWith('store-'))) {
    const store = join(IMAGES, name);
    if (Date.now() - statSync(store).mtimeMs > UNUSED_MS) rmSync(store, { recursive: true, force: true });
  }
}

/** Starts containerd on a machine, with what it has already. */
export function startContainerd(machine: Machine, packages: Packages, { reference: pause }: Image) {
  const config = writeContainerdConfig(machine.dir, { packages, pause });
  return machine.launch('containerd', [join(packages.root, 'usr/bin/containerd'), `--config=${config}`], {
    env: environmentOf(packages),
    ready: async () => machine.has(CONTAINERD),
  });
}

/** Puts an image on a machine, under the name that pods ask for. */
export async function importImage(machine: Machine, { archive }: Image, { root }: Packages): Promise<void> {
  const place = ['--address', CONTAINERD, '--namespace', 'k8s.io'];
  await machine.run(join(root, 'usr/bin/ctr'), [...place, 'images', 'import', archive]);
}
